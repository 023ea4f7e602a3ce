/** A database that refuses, and quotes in every part of its error the row that it was about. */
import pg from 'pg'
import { canary, canaryPlace } from './canary.ts'

export type QuotingDatabase = {
  /** Whoever comes upon a row while reading is refused; the installation itself can be read. */
  refuseReading(): Promise<void>
  /** Whoever adds, changes or deletes a row is refused with this code. */
  refuseWriting(sqlState: string): Promise<void>
  mend(): Promise<void>
  close(): Promise<void>
}

const WORDS = `${canary('databaseerror')} ${canaryPlace('databaseplace')}`

const FUNCTIONS = `
  CREATE SCHEMA quoting;
  CREATE FUNCTION quoting.read(line text) RETURNS boolean LANGUAGE plpgsql VOLATILE AS $$ BEGIN
    RAISE EXCEPTION 'invalid input syntax for type integer: "${WORDS} %"', line
      USING ERRCODE = '22P02', DETAIL = 'Failing row contains ' || line, HINT = line;
  END $$;
  CREATE FUNCTION quoting.write() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    RAISE EXCEPTION 'new row violates a rule: ${WORDS} %', coalesce(NEW::text, OLD::text)
      USING ERRCODE = TG_ARGV[0], DETAIL = 'Key (x)=(' || coalesce(NEW::text, OLD::text) || ') already exists.';
  END $$`

const DEADLOCK = '40P01'

/** Without it nothing is asked at all. */
const READABLE = ['workspaces']

export async function quotingDatabase(url: string): Promise<QuotingDatabase> {
  const client = new pg.Client({ connectionString: url, application_name: 'quoting' })
  await client.connect()
  await client.query(FUNCTIONS)
  const { rows } = await client.query<{ name: string }>(
    `SELECT table_name AS name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name NOT LIKE '\\_%'`,
  )
  const tables = rows.map(({ name }) => name)
  const unreadable = tables.filter((table) => !READABLE.includes(table))
  /** Tried again where a bot at its work and this wait for one another. */
  const atOnce = async (statements: string[]): Promise<void> => {
    try {
      await client.query(['BEGIN', ...statements, 'COMMIT'].join(';'))
    } catch (error) {
      await client.query('ROLLBACK')
      if ((error as { code?: string }).code !== DEADLOCK) throw error
      await atOnce(statements)
    }
  }
  let mending: string[] = []
  return {
    async refuseReading() {
      mending = unreadable.flatMap((table) => [
        `DROP VIEW public.${table}`,
        `ALTER TABLE public.${table}_away RENAME TO ${table}`,
      ])
      await atOnce(
        unreadable.flatMap((table) => [
          `ALTER TABLE public.${table} RENAME TO ${table}_away`,
          `CREATE VIEW public.${table} AS SELECT * FROM public.${table}_away WHERE quoting.read(${table}_away::text)`,
        ]),
      )
    },
    async refuseWriting(sqlState) {
      mending = tables.map((table) => `DROP TRIGGER quoting ON public.${table}`)
      await atOnce(
        tables.map(
          (table) => `CREATE TRIGGER quoting BEFORE INSERT OR UPDATE OR DELETE ON public.${table}
            FOR EACH ROW EXECUTE FUNCTION quoting.write('${sqlState}')`,
        ),
      )
    },
    async mend() {
      await atOnce(mending)
      mending = []
    },
    close: () => client.end(),
  }
}
