/** A group that has chosen German. */
import {
  be,
  goTo,
  letOthersAnswer,
  numbersUnder,
  pressAtHome,
  pressInForm,
  type Stage,
  type,
} from '../../test/support/demo-steps.ts'
import { confirm, travelUntil } from '../../test/support/demo-steps-renewal.ts'
import type { Surface } from './camera.ts'
import { cancel, home, newest, privately } from './place.ts'

export async function* germanSurfaces(stage: Stage): AsyncGenerator<Surface> {
  const { dialog, message } = stage
  await type(stage, '/supportgroup setup')
  await dialog.getByLabel('Language').selectOption({ label: 'Deutsch' })
  await pressInForm(stage, 'Set up')
  await dialog.getByText('Deine Gruppe ist eingerichtet.').waitFor()
  yield { name: 'setup-notice', shows: dialog }
  await cancel(stage)
  await type(stage, '/supportgroup settings')
  await dialog.getByRole('button', { name: 'Speichern' }).waitFor()
  yield { name: 'settings-form', shows: dialog }
  await cancel(stage)

  await type(stage, '/supportgroup schedule')
  await pressInForm(stage, 'Termine zeigen')
  const months = dialog.getByRole('group')
  await months.first().waitFor()
  yield { name: 'preview', shows: dialog }
  const pages = await months.count()
  const lastDates = await months.last().getByRole('checkbox').count()
  await pressInForm(stage, 'Terminumfrage posten')
  await dialog.getByText('auf dem Weg in den Kanal').waitFor()
  await cancel(stage)
  const poll = message('Im Formular antworten')
  await numbersUnder(poll.nth(pages - 1))
    .nth(lastDates - 1)
    .waitFor()
  await letOthersAnswer(stage)
  yield { name: 'poll', shows: poll.nth(1) }
  await be(stage, 'Ben')
  await poll.nth(1).getByRole('button', { name: 'Im Formular antworten' }).click()
  await dialog.getByRole('radiogroup').first().waitFor()
  yield { name: 'answer-form', shows: dialog }
  await cancel(stage)

  await travelUntil(stage, 'closing time')
  const offer = await privately(stage, 'Ruth', 'A festlegen')
  yield { name: 'offer', shows: offer }
  await offer.getByRole('button', { name: 'A festlegen' }).click()
  await confirm(stage, 'A festlegen')
  await newest(stage, 'Ich erinnere die Gruppe')
  await goTo(stage, /circle/)
  const card = await newest(
    stage,
    /Unser Durchgang von acht.*8\. \S+tag|Unser Durchgang von acht.*8\. Mittwoch/,
  )
  yield { name: 'run-card', shows: card }
  yield { name: 'home-convenor', shows: await home(stage, 'Ruth', 'Unser Durchgang von acht') }
  yield { name: 'home-member', shows: await home(stage, 'Amara', 'Unser Durchgang von acht') }
  await pressAtHome(stage, 'Durchgang als Bild')
  await cancel(stage)
  await privately(stage, 'Amara', 'Hier ist das Bild')
  yield { name: 'run-picture', shows: await newest(stage, 'Save run.png') }
  await goTo(stage, /circle/)
  await travelUntil(stage, 'A reminder was due')
  yield { name: 'reminder', shows: await newest(stage, 'Unser erstes Treffen') }
}
