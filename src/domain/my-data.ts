/** The tables that keep something about people, in the order in which they are shown to them. */
export const KEPT = [
  'members',
  'calendar_feeds',
  'convenors',
  'interests',
  'invitations',
  'answers',
  'apologies',
  'choices',
  'survey_members',
  'convenor_offers',
  'audit_entries',
  'deliveries',
  'home_tabs',
  'paces',
] as const

export type Kept = (typeof KEPT)[number]

/** One thing that is kept, by the name of each of its parts; instants are ISO 8601 in UTC. */
export type KeptRow = Record<string, string | number | boolean | null>

/** Everything that is kept about one person in all groups of a workspace. */
export type MyData = Record<Kept, KeptRow[]>

/** Whether nothing at all is kept. */
export function isNothingKept(data: MyData): boolean {
  return KEPT.every((table) => data[table].length === 0)
}
