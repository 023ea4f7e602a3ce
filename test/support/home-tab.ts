/** What people see and press on their Home tabs, and in the windows that these open. */
import type { KnownBlock } from '@slack/types'
import type { OpenView, Person } from '#simulator/contract.ts'
import { opened, until, type World } from './world.ts'

/** The Home tabs of a world, which is there once the test begins. */
export function homeTabs(world: () => World) {
  const home = (who: Person) => world().simulator.home(who.id)?.blocks ?? []
  const words = (who: Person) => JSON.stringify(home(who))

  /** Waits until it shows this. */
  const shows = (who: Person, part: string) =>
    until(() => words(who).includes(part), `“${part}” on the Home tab of ${who.realName}`)

  /** How often one has been shown to somebody. */
  const times = ({ id }: Person) =>
    world()
      .simulator.calls()
      .filter(({ method, args }) => method === 'views.publish' && args.user_id === id).length

  /** Also one that was shown before is shown anew. */
  async function open(who: Person): Promise<void> {
    const before = times(who)
    await world().simulator.openHome(who.id)
    await until(() => times(who) > before, `the Home tab of ${who.realName}`)
  }

  async function pressHome(who: Person, label: string): Promise<void> {
    const actions = (home(who) as KnownBlock[]).flatMap((block) => (block.type === 'actions' ? [block] : []))
    const found = actions.flatMap(({ block_id, elements }) =>
      elements.flatMap((each) =>
        each.type === 'button' && each.text.text === label ? [{ block_id, each }] : [],
      ),
    )[0]
    if (!found) throw new Error(`no button “${label}” on the Home tab of ${who.realName}`)
    const outcome = await world().simulator.press({
      userId: who.id,
      target: { home: true },
      ...(found.block_id && { blockId: found.block_id }),
      actionId: found.each.action_id ?? '',
    })
    if (!outcome.ok) throw new Error(outcome.failed)
  }

  /** Presses the last button of a kind in the window that is open, which then says these words. */
  async function pressInWindow(who: Person, actionId: string, saying: string): Promise<void> {
    const { id, view } = world().simulator.openView(who.id) as OpenView
    const blockId = view.blocks.findLast((block) => JSON.stringify(block).includes(`"${actionId}"`))?.block_id
    const pressed = { userId: who.id, target: { viewId: id }, ...(blockId && { blockId }), actionId }
    const outcome = await world().simulator.press(pressed)
    if (!outcome.ok) throw new Error(outcome.failed)
    const shown = () => JSON.stringify(world().simulator.openView(who.id)?.view.blocks)
    await until(() => shown().includes(saying), `“${saying}” in the window`)
  }

  /** The form, or the notice, that a press on the Home tab opens. */
  const openedBy = (who: Person, label: string, title: string): Promise<OpenView> =>
    opened(world(), who, () => pressHome(who, label), title)

  return { home, words, shows, open, pressHome, pressInWindow, openedBy }
}
