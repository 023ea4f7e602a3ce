/** Surveys and the bus stop. */
import {
  be,
  closeNotice,
  doStep,
  goTo,
  pressAtHome,
  pressInForm,
  type Stage,
} from '../../test/support/demo-steps.ts'
import { inviteUnder, recordChoice, travelUntil } from '../../test/support/demo-steps-renewal.ts'
import type { Surface } from './camera.ts'
import { cancel, home, newest, privately } from './place.ts'

const SUMMARY = 'The bus stop. Only convenors see this'

export async function* renewalSurfaces(stage: Stage): AsyncGenerator<Surface> {
  const { dialog, page } = stage
  await doStep(stage, 'Let four sessions pass', 'Everybody is asked privately how helpful')
  const question = await privately(stage, 'Amara', 'How helpful has the group been for you?')
  yield { name: 'survey-question', shows: question }
  await question.getByRole('button', { name: 'Answer' }).click()
  await dialog.getByLabel('How helpful has the group been').selectOption({ label: '9' })
  yield { name: 'survey-form', shows: dialog }
  await pressInForm(stage, 'Send')
  await closeNotice(stage, 'Your answer is counted')
  await doStep(stage, 'Say how helpful it is', 'Seven answered.')
  await travelUntil(stage, 'A survey closed')
  await goTo(stage, /circle/)
  yield { name: 'survey-result', shows: await newest(stage, 'Eight of us answered') }

  await doStep(stage, 'Let six sessions pass', 'Everybody is asked privately about travelling on')
  yield { name: 'bus-stop-question', shows: await privately(stage, 'Gareth', 'Two more sessions') }
  yield { name: 'home-bus-stop', shows: await home(stage, 'Gareth', 'Our run of eight') }
  await doStep(stage, 'Let the others choose', 'chose. Ruth sees it')
  await be(stage, 'Ruth')
  await goTo(stage, /circle/)
  await recordChoice(stage, 'Hannah', 'Getting off at this stop')
  await doStep(stage, 'Reach the bus stop', 'this is the bus stop')
  await doStep(stage, 'Answer once more', 'answered. The result')
  const summary = await privately(stage, 'Ruth', SUMMARY)
  yield { name: 'bus-stop-summary', shows: summary }
  await inviteUnder(stage, summary, ['Jonas', 'Kate', 'Lena'])
  const invitation = await privately(stage, 'Jonas', 'Yes, I would like to join')
  yield { name: 'invitation', shows: invitation }
  await invitation.getByRole('button', { name: 'Yes, I would like to join' }).click()
  await dialog.getByLabel('I agree to this').waitFor()
  yield { name: 'joining-form', shows: dialog }
  await cancel(stage)

  await travelUntil(stage, 'A survey closed')
  const tab = await home(stage, 'Ruth', 'How helpful the group has been')
  yield { name: 'home-at-bus-stop', shows: tab }
  await pressAtHome(stage, 'Results as a picture')
  await cancel(stage)
  await privately(stage, 'Ruth', 'Here is the picture that you asked for')
  const picture = stage.message('Save results.png').last()
  await picture.waitFor()
  yield { name: 'results-picture', shows: picture }
  await page.keyboard.press('Escape')
}
