import type { CandidateDate, ObjectiveName, PlannedRun, PlannerMember, PlanRules } from '#domain/planner.ts'

/** The rules of a run that can be left aside one by one. */
export type Rule = 'gaps' | 'alternation' | 'minimum' | 'neededMembers'

const EVERY_RULE: readonly Rule[] = ['gaps', 'alternation', 'minimum', 'neededMembers']

/** Every run that keeps the rules, by trying every set of dates. It shares no code with the planner. */
export function everyRun(
  dates: readonly CandidateDate[],
  members: readonly PlannerMember[],
  rules: PlanRules,
  kept: readonly Rule[] = EVERY_RULE,
): CandidateDate[][] {
  const sorted = [...dates].sort((a, b) => a.startsAt - b.startsAt || (a.id < b.id ? -1 : 1))
  return subsets(sorted, rules.sessions).filter((run) => keepsRules(run, members, rules, kept))
}

/** The best run for each objective, found by comparing all runs, in the planner's own form. */
export function bruteForceOptions(
  dates: readonly CandidateDate[],
  members: readonly PlannerMember[],
  rules: PlanRules,
): PlannedRun[] {
  const heard = members.filter((member) => dates.some((date) => member.answers.has(date.id)))
  const runs = everyRun(dates, members, rules)
  const changes = (run: CandidateDate[]) => run.filter((date) => !rules.firmDateIds.includes(date.id)).length
  const fewest = Math.min(...runs.map(changes))
  const judged = runs
    .filter((run) => rules.firmDateIds.length === 0 || changes(run) === fewest)
    .map((run) => ({ run, is: judge(run, heard, rules) }))
  const most = Math.max(...judged.map(({ is }) => is.attendances))
  const objectives: [ObjectiveName, number, (is: Judged) => number[]][] = [
    ['balanced', most - rules.giveUp, fairFirst],
    ['fullest', most, fairFirst],
    ['fairest', 0, fairFirst],
  ]
  const options: PlannedRun[] = []
  for (const [name, atLeast, key] of objectives) {
    const allowed = judged.filter(({ is }) => is.attendances >= atLeast)
    const [best] = allowed.sort(
      (a, b) =>
        compare(key(b.is), key(a.is)) || compare(starts(a.run), starts(b.run)) || compareIds(a.run, b.run),
    )
    if (!best) continue
    const same = options.find((option) => option.dateIds.join() === best.is.dateIds.join())
    if (same) same.names.push(name)
    else options.push({ names: [name], ...best.is })
  }
  return options
}

type Judged = Omit<PlannedRun, 'names'>

function fairFirst(is: Judged): number[] {
  return [
    is.fewestPerMember,
    is.attendances,
    -is.ifNeedBe,
    is.thinnest.attending,
    -is.alternationBreaks,
    -is.gapDeviation,
  ]
}

function judge(run: CandidateDate[], heard: PlannerMember[], rules: PlanRules): Judged {
  const byId = heard.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  const byMember = byId.map((member) => ({
    memberId: member.id,
    attendances: run.filter((date) => attends(member, date)).length,
  }))
  const fewest = Math.min(...byMember.map((each) => each.attendances))
  const sizes = run.map((date) => ({
    dateId: date.id,
    attending: heard.filter((member) => attends(member, date)).length,
  }))
  const smallest = Math.min(...sizes.map((each) => each.attending))
  const { preferred } = rules.gapDays
  return {
    dateIds: run.map((date) => date.id),
    attendances: byMember.reduce((sum, each) => sum + each.attendances, 0),
    possibleAttendances: heard.length * rules.sessions,
    fewestPerMember: fewest,
    worstServedMemberIds: byMember.filter((each) => each.attendances === fewest).map((each) => each.memberId),
    attendancesByMember: byMember,
    ifNeedBe: run.flatMap((date) => heard.filter((member) => member.answers.get(date.id) === 'ifNeedBe'))
      .length,
    thinnest: sizes.find((each) => each.attending === smallest) as { dateId: string; attending: number },
    alternationBreaks:
      rules.alternation === 'off' ? 0 : pairs(run, rules).filter((pair) => isBreak(pair, rules)).length,
    gapDeviation:
      preferred === undefined
        ? 0
        : pairs(run, rules).reduce((sum, pair) => sum + Math.abs(gap(pair) - preferred), 0),
  }
}

function keepsRules(
  run: CandidateDate[],
  members: readonly PlannerMember[],
  rules: PlanRules,
  kept: readonly Rule[],
): boolean {
  const ids = run.map((date) => date.id)
  const free = run.filter((date) => !rules.fixedDateIds.includes(date.id))
  const notFirm = free.filter((date) => !rules.firmDateIds.includes(date.id))
  const consecutive = pairs(run, rules)
  const holds: Record<Rule, () => boolean> = {
    gaps: () => consecutive.every((pair) => gap(pair) >= rules.gapDays.min && gap(pair) <= rules.gapDays.max),
    alternation: () => rules.alternation !== 'must' || consecutive.every((pair) => !isBreak(pair, rules)),
    minimum: () =>
      notFirm.every((date) => members.filter((member) => attends(member, date)).length >= rules.minimum),
    neededMembers: () =>
      rules.neededMemberIds.every((id) => {
        const member = members.find((each) => each.id === id)
        return notFirm.every((date) => member !== undefined && attends(member, date))
      }),
  }
  return (
    rules.fixedDateIds.every((id) => ids.includes(id)) &&
    free.every((date) => !rules.leftOutDateIds.includes(date.id)) &&
    run.every((date, k) => k === 0 || date.startsAt > (run[k - 1]?.startsAt as number)) &&
    kept.every((rule) => holds[rule]())
  )
}

type Place = { on: string; patternId: string }

function pairs(run: CandidateDate[], rules: PlanRules): [Place, Place][] {
  const places: Place[] = rules.anchor ? [rules.anchor, ...run] : run
  return places.slice(1).map((place, k) => [places[k] as Place, place])
}

function gap([a, b]: [Place, Place]): number {
  return (Date.parse(b.on) - Date.parse(a.on)) / 86_400_000
}

function isBreak([a, b]: [Place, Place], { patternOrder }: PlanRules): boolean {
  const place = patternOrder.indexOf(a.patternId)
  if (place < 0) return false
  return patternOrder[place + 1 === patternOrder.length ? 0 : place + 1] !== b.patternId
}

function attends(member: PlannerMember, date: CandidateDate): boolean {
  return ['can', 'ifNeedBe'].includes(member.answers.get(date.id) ?? 'cannot')
}

function subsets<T>(items: readonly T[], size: number): T[][] {
  if (size === 0) return [[]]
  return items.flatMap((item, i) => subsets(items.slice(i + 1), size - 1).map((rest) => [item, ...rest]))
}

function starts(run: CandidateDate[]): number[] {
  return run.map((date) => date.startsAt)
}

function compare(a: number[], b: number[]): number {
  return a.map((value, k) => value - (b[k] as number)).find((difference) => difference !== 0) ?? 0
}

function compareIds(a: CandidateDate[], b: CandidateDate[]): number {
  const k = a.findIndex((date, at) => date.id !== b[at]?.id)
  return k < 0 ? 0 : (a[k]?.id as string) < (b[k]?.id as string) ? -1 : 1
}
