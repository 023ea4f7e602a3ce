import type { Tx } from '#db/client.ts'
import type { Group } from '#db/group.ts'
import { publishedSurveys } from '#db/survey.ts'
import { type Outcome, refuse } from '#domain/refusal.ts'
import { type PastResult, result } from '#domain/survey.ts'
import { groupForConvenor, type Where } from './access.ts'
import { ask, type Context } from './context.ts'

/** With fewer results there is nothing to compare. */
export const TREND_NEEDS = 2

/** What was shown of each survey of a group, oldest first. */
export async function pastResults(tx: Tx, groupId: string): Promise<PastResult[]> {
  const surveys = await publishedSurveys(tx, groupId)
  return surveys.flatMap(({ runNumber, occasion, counts }) => {
    const shown = result(counts)
    return shown ? [{ ...shown, runNumber, occasion }] : []
  })
}

/** What the surveys of a group have shown so far, for a convenor who wants to see it as a picture. */
export function surveyTrend(
  context: Context,
  actor: Where,
): Promise<Outcome<{ group: Group; results: PastResult[] }>> {
  return ask(context, async (tx) => {
    const found = await groupForConvenor(tx, actor)
    if ('refusal' in found) return found
    const results = await pastResults(tx, found.value.id)
    if (results.length < TREND_NEEDS) return refuse({ code: 'tooFewResults' })
    return { value: { group: found.value, results } }
  })
}
