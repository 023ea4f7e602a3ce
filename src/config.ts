import * as z from 'zod'
import { type CalendarPlace, calendarFields, calendarIn, calendarProblems } from './config-calendar.ts'
import { portNamed, portProblems } from './config-port.ts'

const LOG_LEVELS = ['error', 'warn', 'info', 'debug'] as const

/** For how many days things are kept, where the installation says nothing else. */
export const USUAL_RETENTION = {
  eventIdDays: 30,
  deliveryDays: 90,
  apologyDays: 90,
  answerDays: 90,
  surveyDays: 730,
  auditDays: 730,
  uninstalledDays: 7,
}

/** What the bot is started with. */
export type Config = {
  slack: {
    /** One workspace, with its token; or those in which people install the bot, over HTTP. */
    installation: { kind: 'one'; botToken: string } | { kind: 'many'; clientId: string; clientSecret: string }
    /** Another Slack-compatible server, with a trailing slash; null for Slack itself. */
    apiUrl: string | null
    transport: { kind: 'socket'; appToken: string } | { kind: 'http'; signingSecret: string; port: number }
  }
  /** Null: the embedded server, with its data in `.data/`. */
  databaseUrl: string | null
  /** The keys that seal texts in the database, or the file that has them. Null: those of the embedded server. */
  keys: { text: string } | { file: string } | null
  /** Where it can be asked how the bot is; null: nowhere. */
  health: { port: number; host: string } | null
  /** Where traces are sent, and under which name; null: nowhere. */
  traces: { url: string; serviceName: string } | null
  calendar: CalendarPlace | null
  logLevel: (typeof LOG_LEVELS)[number]
  /** How long to wait for news of a message whose answer from Slack was lost. */
  settleSeconds: number
  retention: typeof USUAL_RETENTION
}

/** Either what to start with, or every problem in a sentence of its own. */
export type ParsedConfig = { config: Config } | { problems: string[] }

/** Where a collector of traces takes them. */
const collector = (name: string) =>
  z.url({
    protocol: /^https?$/,
    error: `${name} is not a web address. Give one such as http://127.0.0.1:4318, or leave it out.`,
  })

/** A period for which something is kept. */
const days = (name: string, least: number, most: number, usual: number) => {
  const problem = `${name} is not a number of days from ${least} to ${most}. Give a whole number in that range, or leave it out for ${usual}.`
  return z
    .string()
    .regex(/^\d{1,9}$/, problem)
    .transform(Number)
    .pipe(z.number().min(least, problem).max(most, problem))
    .default(usual)
}

const TEN_YEARS = 3650

const fields = z.object({
  SLACK_BOT_TOKEN: z
    .string()
    .startsWith(
      'xoxb-',
      'SLACK_BOT_TOKEN does not begin with xoxb-, so it is another kind of token. Copy the “Bot User OAuth Token”.',
    )
    .optional(),
  SLACK_APP_TOKEN: z
    .string()
    .startsWith(
      'xapp-',
      'SLACK_APP_TOKEN does not begin with xapp-, so it is another kind of token. Make an app-level token under “Basic Information”.',
    )
    .optional(),
  SLACK_SIGNING_SECRET: z
    .string()
    .min(16, 'SLACK_SIGNING_SECRET is too short to be one. Copy it whole from “Basic Information”.')
    .optional(),
  SLACK_CLIENT_ID: z
    .string()
    .regex(
      /^\d+\.\d+$/,
      'SLACK_CLIENT_ID is not two numbers with a point between them. Copy the “Client ID” from “Basic Information”.',
    )
    .optional(),
  SLACK_CLIENT_SECRET: z
    .string()
    .min(16, 'SLACK_CLIENT_SECRET is too short to be one. Copy it whole from “Basic Information”.')
    .optional(),
  PORT: portNamed('PORT', 3000).default(3000),
  SLACK_API_URL: z
    .url({
      protocol: /^https?$/,
      error:
        'SLACK_API_URL is not a web address. Give one such as http://127.0.0.1:4000/api/, or leave it out for Slack itself.',
    })
    .transform((address) => (address.endsWith('/') ? address : `${address}/`))
    .optional(),
  DATABASE_URL: z
    .url({
      protocol: /^postgres(ql)?$/,
      error:
        'DATABASE_URL is not the address of a Postgres database. Give one such as postgresql://user:password@host:5432/supportgroup, or leave it out for the embedded server.',
    })
    .optional(),
  ENCRYPTION_KEYS: z.string().optional(),
  ENCRYPTION_KEYS_FILE: z.string().optional(),
  HEALTH_PORT: portNamed('HEALTH_PORT', 8080).optional(),
  HEALTH_HOST: z
    .union(
      [z.ipv4(), z.ipv6()],
      'HEALTH_HOST is not an IP address. Give 0.0.0.0 to be asked from other machines, or leave it out.',
    )
    .default('127.0.0.1'),
  OTEL_EXPORTER_OTLP_ENDPOINT: collector('OTEL_EXPORTER_OTLP_ENDPOINT').optional(),
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: collector('OTEL_EXPORTER_OTLP_TRACES_ENDPOINT').optional(),
  OTEL_SERVICE_NAME: z
    .string()
    .regex(
      /^[\w.-]{1,100}$/,
      'OTEL_SERVICE_NAME has other characters than letters, figures, points and hyphens, or more than 100. Give a plain name, or leave it out for supportgroup.',
    )
    .default('supportgroup'),
  ...calendarFields,
  LOG_LEVEL: z
    .enum(LOG_LEVELS, `LOG_LEVEL is none of ${LOG_LEVELS.join(', ')}. Choose one of them.`)
    .default('info'),
  SETTLE_SECONDS: z
    .string()
    .regex(
      /^\d{1,9}$/,
      'SETTLE_SECONDS is not a number of seconds. Give a whole number from 120 to 3600, such as 150.',
    )
    .transform(Number)
    .pipe(
      z
        .number()
        // A call to Slack is given up after ten seconds, and Slack may take it in for some time after that.
        .min(
          120,
          'SETTLE_SECONDS is below 120. Slack may still take in a message whose answer was lost, and it would come twice. Give at least 120, or leave it out for 150.',
        )
        .max(
          3600,
          'SETTLE_SECONDS is above 3600. A reminder whose answer was lost would come more than an hour late. Give at most 3600, or leave it out for 150.',
        ),
    )
    .default(150),
  // Slack may send an event again for some time.
  KEEP_EVENT_IDS_DAYS: days('KEEP_EVENT_IDS_DAYS', 7, 365, USUAL_RETENTION.eventIdDays),
  KEEP_DELIVERIES_DAYS: days('KEEP_DELIVERIES_DAYS', 7, TEN_YEARS, USUAL_RETENTION.deliveryDays),
  KEEP_APOLOGIES_DAYS: days('KEEP_APOLOGIES_DAYS', 1, TEN_YEARS, USUAL_RETENTION.apologyDays),
  KEEP_ANSWERS_DAYS: days('KEEP_ANSWERS_DAYS', 1, TEN_YEARS, USUAL_RETENTION.answerDays),
  KEEP_SURVEYS_DAYS: days('KEEP_SURVEYS_DAYS', 1, TEN_YEARS, USUAL_RETENTION.surveyDays),
  KEEP_AUDIT_DAYS: days('KEEP_AUDIT_DAYS', 30, TEN_YEARS, USUAL_RETENTION.auditDays),
  KEEP_UNINSTALLED_DAYS: days('KEEP_UNINSTALLED_DAYS', 1, 90, USUAL_RETENTION.uninstalledDays),
})

const TWO_KEY_SOURCES =
  'ENCRYPTION_KEYS and ENCRYPTION_KEYS_FILE are both set. Keep the one that has the keys, and leave the other out.'

const NO_TRANSPORT =
  'SLACK_APP_TOKEN and SLACK_SIGNING_SECRET are both missing. Set SLACK_APP_TOKEN to connect by Socket Mode, which needs no public address, or SLACK_SIGNING_SECRET to receive requests over HTTP.'

const NO_BOT_TOKEN =
  'SLACK_BOT_TOKEN is missing. Copy the “Bot User OAuth Token” from your app’s page “OAuth & Permissions”.'

const HALF_A_CLIENT =
  'Only one of SLACK_CLIENT_ID and SLACK_CLIENT_SECRET is set. Copy both from “Basic Information” to have the bot installed in many workspaces, or leave out both for one.'

const MANY_NEED_HTTP =
  'SLACK_SIGNING_SECRET is missing. With SLACK_CLIENT_ID the bot works in many workspaces, and receives requests over HTTP. Copy it from “Basic Information”.'

const MANY_WITHOUT_SOCKET =
  'SLACK_APP_TOKEN is set together with SLACK_CLIENT_ID. Many workspaces cannot be reached by Socket Mode: leave it out, and set SLACK_SIGNING_SECRET.'

const MANY_WITHOUT_TOKEN =
  'SLACK_BOT_TOKEN is set together with SLACK_CLIENT_ID. Each of many workspaces has a token of its own, which the bot gets when it is installed there: leave it out.'

/** What is missing to reach Slack, or does not go together. */
function slackProblems(given: Readonly<Record<string, string | undefined>>): string[] {
  const has = (name: string) => given[name] !== undefined
  if (!has('SLACK_CLIENT_ID') && !has('SLACK_CLIENT_SECRET')) {
    const isReachable = has('SLACK_APP_TOKEN') || has('SLACK_SIGNING_SECRET')
    return [...(has('SLACK_BOT_TOKEN') ? [] : [NO_BOT_TOKEN]), ...(isReachable ? [] : [NO_TRANSPORT])]
  }
  return [
    ...(has('SLACK_CLIENT_ID') && has('SLACK_CLIENT_SECRET') ? [] : [HALF_A_CLIENT]),
    ...(has('SLACK_SIGNING_SECRET') ? [] : [MANY_NEED_HTTP]),
    ...(has('SLACK_APP_TOKEN') ? [MANY_WITHOUT_SOCKET] : []),
    ...(has('SLACK_BOT_TOKEN') ? [MANY_WITHOUT_TOKEN] : []),
  ]
}

/**
 * Reads the environment, which is an argument, once. An empty value counts as missing. With both an app
 * token and a signing secret the bot connects by Socket Mode. Names all problems at once.
 */
export function parseConfig(environment: Readonly<Record<string, string | undefined>>): ParsedConfig {
  const given = presentIn(environment)
  const parsed = fields.safeParse(given)
  const problems = parsed.error?.issues.map((issue) => issue.message) ?? []
  problems.push(...slackProblems(given))
  if (given.ENCRYPTION_KEYS && given.ENCRYPTION_KEYS_FILE) problems.push(TWO_KEY_SOURCES)
  problems.push(...calendarProblems(given))
  if (parsed.success) problems.push(...portProblems(portsIn(parsed.data)))
  if (!parsed.success || problems.length > 0) return { problems }
  const env = parsed.data
  return {
    config: {
      slack: {
        installation:
          env.SLACK_CLIENT_ID && env.SLACK_CLIENT_SECRET
            ? { kind: 'many', clientId: env.SLACK_CLIENT_ID, clientSecret: env.SLACK_CLIENT_SECRET }
            : { kind: 'one', botToken: env.SLACK_BOT_TOKEN ?? '' },
        apiUrl: env.SLACK_API_URL ?? null,
        transport: env.SLACK_APP_TOKEN
          ? { kind: 'socket', appToken: env.SLACK_APP_TOKEN }
          : { kind: 'http', signingSecret: env.SLACK_SIGNING_SECRET ?? '', port: env.PORT },
      },
      ...storage(env),
      health: env.HEALTH_PORT ? { port: env.HEALTH_PORT, host: env.HEALTH_HOST } : null,
      traces: traceTarget(env),
      calendar: calendarIn(env),
      logLevel: env.LOG_LEVEL,
      settleSeconds: env.SETTLE_SECONDS,
      retention: {
        eventIdDays: env.KEEP_EVENT_IDS_DAYS,
        deliveryDays: env.KEEP_DELIVERIES_DAYS,
        apologyDays: env.KEEP_APOLOGIES_DAYS,
        answerDays: env.KEEP_ANSWERS_DAYS,
        surveyDays: env.KEEP_SURVEYS_DAYS,
        auditDays: env.KEEP_AUDIT_DAYS,
        uninstalledDays: env.KEEP_UNINSTALLED_DAYS,
      },
    },
  }
}

/** On which ports the bot will answer, by the name of the setting. */
function portsIn(env: z.infer<typeof fields>): Record<string, number | undefined> {
  const { SLACK_APP_TOKEN, PORT, HEALTH_PORT, CALENDAR_PORT } = env
  return { ...(!SLACK_APP_TOKEN && { PORT }), HEALTH_PORT, CALENDAR_PORT }
}

/** As OpenTelemetry describes these variables: the address for traces alone is taken as it is. */
function traceTarget(env: z.infer<typeof fields>): Config['traces'] {
  const base = env.OTEL_EXPORTER_OTLP_ENDPOINT?.replace(/\/$/, '')
  const url = env.OTEL_EXPORTER_OTLP_TRACES_ENDPOINT ?? (base && `${base}/v1/traces`)
  return url ? { url, serviceName: env.OTEL_SERVICE_NAME } : null
}

/** Whether somebody at a terminal reads the log as it comes; in production it is for programs, whatever it goes to. */
export function isLogForPeople(
  environment: Readonly<Record<string, string | undefined>>,
  output: { isTTY?: boolean },
): boolean {
  return output.isTTY === true && environment.NODE_ENV !== 'production'
}

/** The same for the database and its keys alone, for programs that do not speak to Slack. */
export function parseStorage(
  environment: Readonly<Record<string, string | undefined>>,
): Pick<Config, 'databaseUrl' | 'keys'> | { problems: string[] } {
  const given = presentIn(environment)
  const parsed = fields.pick(STORAGE).safeParse(given)
  const problems = parsed.error?.issues.map((issue) => issue.message) ?? []
  if (given.ENCRYPTION_KEYS && given.ENCRYPTION_KEYS_FILE) problems.push(TWO_KEY_SOURCES)
  return parsed.success && problems.length === 0 ? storage(parsed.data) : { problems }
}

const STORAGE = { DATABASE_URL: true, ENCRYPTION_KEYS: true, ENCRYPTION_KEYS_FILE: true } as const

type Storage = Partial<Record<keyof typeof STORAGE, string | undefined>>

function storage(env: Storage): Pick<Config, 'databaseUrl' | 'keys'> {
  const { DATABASE_URL: databaseUrl, ENCRYPTION_KEYS: text, ENCRYPTION_KEYS_FILE: file } = env
  return { databaseUrl: databaseUrl ?? null, keys: text ? { text } : file ? { file } : null }
}

function presentIn(environment: Readonly<Record<string, string | undefined>>) {
  return Object.fromEntries(Object.entries(environment).filter(([, value]) => value?.trim()))
}
