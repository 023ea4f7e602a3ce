/** Of a workspace, what is no canary and must not get out all the same. */
import type { Stage } from './access-stage.ts'

/** What lets in: these may stand nowhere. */
export function tokensOf({ world }: Pick<Stage, 'world'>): Record<string, string> {
  const { botToken, appToken, signingSecret } = world.simulator
  return { botToken, appToken, signingSecret, databasePassword: new URL(world.database.url).password }
}

/** And whoever is in a group, by their ids: these are kept, and belong into no log and no error. */
export function stageSecrets(stage: Pick<Stage, 'world'>): Record<string, string> {
  const { simulator, channelId } = stage.world
  const people = simulator.people().map(({ id }) => [`id ${id}`, id])
  return { ...tokensOf(stage), channelId, ...Object.fromEntries(people) }
}
