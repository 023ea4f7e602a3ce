/** A run under way. */
import { be, goTo, pressAtHome, pressInForm, type Stage, type } from '../../test/support/demo-steps.ts'
import { travelUntil } from '../../test/support/demo-steps-renewal.ts'
import type { Surface } from './camera.ts'
import { cancel, home, newest, privately } from './place.ts'

export async function* runSurfaces(stage: Stage): AsyncGenerator<Surface> {
  const { dialog, message } = stage
  yield { name: 'next-steps', shows: await privately(stage, 'Ruth', 'I remind the group by myself') }
  yield { name: 'home-convenor', shows: await home(stage, 'Ruth', 'Expected at the sessions to come') }
  yield { name: 'home-member', shows: await home(stage, 'Amara', 'Our run of eight'), readme: 'home.png' }
  await pressAtHome(stage, 'Run as a picture')
  await cancel(stage)
  yield { name: 'run-picture', shows: await picture(stage, 'Amara') }
  await home(stage, 'Amara', 'Our run of eight')
  await pressAtHome(stage, 'Calendar file')
  await dialog.getByText('calendar').first().waitFor()
  yield { name: 'calendar', shows: dialog }
  await cancel(stage)
  await pressAtHome(stage, 'My own reminders')
  await dialog.getByRole('checkbox').first().waitFor()
  yield { name: 'own-reminders', shows: dialog }
  await cancel(stage)

  await be(stage, 'Ruth')
  await goTo(stage, /circle/)
  await type(stage, '/supportgroup place')
  await dialog.getByRole('button', { name: 'Save' }).waitFor()
  yield { name: 'place-form', shows: dialog }
  await dialog.getByRole('textbox').first().fill('Meeting House, 7 Friar Street')
  await pressInForm(stage, 'Save')
  await dialog.getByRole('button', { name: 'Close' }).last().click()
  await dialog.waitFor({ state: 'detached' })
  await travelUntil(stage, 'A reminder was due')
  yield { name: 'reminder', shows: await newest(stage, 'Our first session:') }

  await be(stage, 'Ben')
  await message('Our first session:').last().getByRole('button', { name: 'Send apologies' }).click()
  yield { name: 'apology-notice', shows: await newest(stage, 'Thank you for letting us know') }
  await be(stage, 'Chloe')
  await type(stage, '/supportgroup apologies')
  await dialog.getByText('You are expected at every session').waitFor()
  yield { name: 'apologies', shows: dialog }
  await dialog.getByRole('button', { name: 'Several at once' }).click()
  await dialog.getByRole('checkbox').first().waitFor()
  yield { name: 'apology-form', shows: dialog }
  await cancel(stage)
  await type(stage, '/supportgroup status')
  yield { name: 'status', shows: await newest(stage, 'Our run of eight') }
  await type(stage, '/supportgroup mydata')
  await newest(stage, /privately|private message/)
  const data = await privately(stage, 'Chloe', 'Save')
  await data.locator('summary .file-name').first().click()
  yield { name: 'my-data', shows: data }

  await be(stage, 'Ruth')
  await goTo(stage, /circle/)
  await type(stage, '/supportgroup audit')
  yield { name: 'audit', shows: await newest(stage, 'set the group up') }
  await type(stage, '/supportgroup replan')
  yield { name: 'replan', shows: await newest(stage, 'This date falls') }
  await message('This date falls').last().getByRole('button', { name: 'This date falls' }).nth(3).click()
  yield { name: 'date-falls', shows: await newest(stage, 'cannot be kept. This is possible now') }
}

/** The message with the picture that somebody asked for. */
async function picture(stage: Stage, name: string) {
  await privately(stage, name, 'Here is the picture that you asked for')
  const shown = stage.message(/Save run\.png|Save results\.png/).last()
  await shown.waitFor()
  return shown
}
