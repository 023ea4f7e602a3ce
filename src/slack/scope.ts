/** The permissions for which people are asked when they install the bot: those of the manifest. */
export const SCOPES = [
  'chat:write',
  'commands',
  'files:write',
  'groups:read',
  'reactions:read',
  'reactions:write',
  'users:read',
]
