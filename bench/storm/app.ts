import { SIGNING_SECRET } from '../shared/request.ts'

/** By what Slack and a bot for many workspaces know each other. */
export const APP = {
  clientId: '12345.67890',
  clientSecret: 'only-slack-knows-it',
  signingSecret: SIGNING_SECRET,
}
