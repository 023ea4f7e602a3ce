import { type OfWorkspace, type Workplace, workplaceOf, workplaces } from '#db/workspace.ts'
import { ask, type Context } from './context.ts'
import { NO_HURRY_MS, togetherIn } from './together.ts'

/** As many workspaces as one question is worth. */
const AT_MOST = 100

const withTeamId = togetherIn(
  async (context, teamIds: readonly string[]) => {
    const found = await ask(context, (tx) => workplaces(tx, teamIds))
    return teamIds.map((teamId) => found.get(teamId) ?? null)
  },
  AT_MOST,
  NO_HURRY_MS,
)

/** The workspace to which some work belongs; null where that is not there. */
export function placeOfWork(context: Context, of: OfWorkspace): Promise<Workplace | null> {
  return 'teamId' in of ? withTeamId(context, of.teamId) : ask(context, (tx) => workplaceOf(tx, of))
}
