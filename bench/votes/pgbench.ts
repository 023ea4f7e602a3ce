import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import type { Bench } from '../shared/server.ts'

/** For so long rows are written. */
const SECONDS = 5

/** Every vote that there can be, by a number, as the script draws it. */
const VOTES = `
  CREATE TABLE votes AS
  SELECT (row_number() OVER ())::int AS number, d.id AS poll_date_id, m.id AS member_id
  FROM poll_dates d JOIN polls p ON p.id = d.poll_id JOIN runs r ON r.id = p.run_id JOIN members m USING (group_id);
  ALTER TABLE votes ADD PRIMARY KEY (number);
  ANALYZE votes`

/** What a vote comes to in the end, once who may vote on what has been found out. */
const script = (votes: number) => `
\\set number random(1, ${votes})
INSERT INTO answers (poll_date_id, member_id, value, is_reacted, reacted_ts, changed_at)
SELECT poll_date_id, member_id, 'can', true, extract(epoch FROM clock_timestamp()), clock_timestamp()
FROM votes WHERE number = :number
ON CONFLICT (poll_date_id, member_id) DO UPDATE SET value = excluded.value, is_reacted = excluded.is_reacted,
  reacted_ts = excluded.reacted_ts, changed_at = excluded.changed_at, changes = answers.changes + 1;
`

/** How PostgreSQL's own benchmark writes answers: so many clients at once, each row in a transaction of its own. */
export async function prepareUpserts(bench: Bench, votes: number, atOnce: number) {
  await bench.sql(VOTES)
  const folder = await mkdtemp(join(tmpdir(), 'bench-votes-'))
  const file = join(folder, 'vote.sql')
  await writeFile(file, script(votes))
  const options = [
    '--no-vacuum',
    '--protocol=prepared',
    `--client=${atOnce}`,
    '--jobs=2',
    `--time=${SECONDS}`,
  ]
  return {
    /** How many rows a second. */
    async perSecond(): Promise<number> {
      const child = spawn('pgbench', [...options, `--file=${file}`, bench.url])
      const [said, problems] = await Promise.all([
        text(child.stdout),
        text(child.stderr),
        once(child, 'exit'),
      ])
      const tps = /^tps = ([\d.]+)/m.exec(said)?.[1]
      if (!tps) throw new Error(`pgbench did not say how fast it was:\n${problems}`)
      return Number(tps)
    },
    remove: () => rm(folder, { recursive: true }),
  }
}
