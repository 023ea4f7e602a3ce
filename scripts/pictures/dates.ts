/** From an empty channel to eight fixed dates. */
import {
  be,
  closeNotice,
  fillSetUp,
  goTo,
  letOthersAnswer,
  numbersUnder,
  pollPages,
  postPreviewed,
  pressInForm,
  type Stage,
  tickGuide,
  type,
} from '../../test/support/demo-steps.ts'
import { fixFirstRun, travelUntil } from '../../test/support/demo-steps-renewal.ts'
import type { Surface } from './camera.ts'
import { cancel, home, newest } from './place.ts'

/** Places of the numbers that Amara and Ben tap under each message. */
const TAPPED = { Amara: [0, 2, 3, 4, 6], Ben: [0, 2, 5, 8] }

export async function* datesSurfaces(stage: Stage): AsyncGenerator<Surface> {
  const { dialog, page } = stage
  yield { name: 'home-stranger', shows: await home(stage, 'Mira', 'I look after closed groups') }

  await be(stage, 'Ruth')
  await goTo(stage, /circle/)
  await type(stage, '/supportgroup help')
  yield { name: 'help', shows: await newest(stage, /supportgroup schedule/) }
  await type(stage, '/supportgroup setup')
  await fillSetUp(stage)
  yield { name: 'setup-form', shows: dialog }
  await pressInForm(stage, 'Set up')
  await dialog.getByText('Your group is set up.').waitFor()
  yield { name: 'setup-notice', shows: dialog }
  await closeNotice(stage, 'Your group is set up.')
  yield { name: 'introduction', shows: await newest(stage, 'I look after the diary of circle') }

  await type(stage, '/supportgroup settings')
  await dialog.getByRole('textbox').first().waitFor()
  yield { name: 'settings-form', shows: dialog }
  await cancel(stage)
  await type(stage, '/supportgroup schedule')
  await dialog.getByRole('button', { name: 'Show the dates' }).waitFor()
  yield { name: 'schedule-form', shows: dialog }
  await pressInForm(stage, 'Show the dates')
  await dialog.getByRole('group').first().waitFor()
  yield { name: 'preview', shows: dialog }
  await postPreviewed(stage)

  await tap(stage, 'Ben')
  await tap(stage, 'Amara')
  await letOthersAnswer(stage)
  await tickGuide(stage, 2)
  yield { name: 'poll', shows: pollPages(stage).nth(1), readme: 'poll.png' }
  await be(stage, 'Ben')
  await pollPages(stage).nth(1).getByRole('button', { name: 'Answer on a form' }).click()
  await dialog.getByRole('radiogroup').first().waitFor()
  yield { name: 'answer-form', shows: dialog }
  await cancel(stage)
  await travelUntil(stage, 'asked once more')
  await be(stage, 'Hannah')
  await goTo(stage, /Private messages/)
  yield { name: 'nudge', shows: await newest(stage, 'We have not heard from you yet') }

  await tickGuide(stage, 6)
  await travelUntil(stage, 'closing time')
  await be(stage, 'Ruth')
  yield { name: 'home-to-choose', shows: await home(stage, 'Ruth', 'wait for your choice') }
  await goTo(stage, /Private messages/)
  const offer = await newest(stage, 'possible run')
  yield { name: 'offer', shows: offer, readme: 'run.png' }
  yield { name: 'offer-grid', shows: page.getByRole('table').last() }
  await offer.getByRole('button', { name: 'Dates as a picture' }).click()
  yield { name: 'dates-picture', shows: await newest(stage, 'Save dates.png') }
  yield { name: 'run-card', shows: await fixFirstRun(stage) }
}

async function tap(stage: Stage, name: keyof typeof TAPPED): Promise<void> {
  await be(stage, name)
  for (const page of await pollPages(stage).all()) {
    const numbers = numbersUnder(page)
    const count = await numbers.count()
    for (const place of TAPPED[name].filter((each) => each < count)) {
      await numbers.nth(place).click()
      await numbers.nth(place).and(stage.page.locator('[aria-pressed="true"]')).waitFor()
    }
  }
}
