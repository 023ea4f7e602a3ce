/** What is looked at when somebody asks what is wrong with an installation, in this order. */
export const CHECKS = [
  'node',
  'rights',
  'settings',
  'database',
  'migrations',
  'keys',
  'databaseClock',
  'zoneData',
  'bot',
  'queue',
  'ports',
  'botToken',
  'scopes',
  'appToken',
  'slackClock',
  'workspace',
  'channels',
] as const

export type Check = (typeof CHECKS)[number]
