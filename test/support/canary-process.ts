// Loaded before the bot by tests: a fault of ours that quotes what it can, of either kind, whenever a signal asks for it.
import { canary, canaryPlace } from './canary.ts'

const words = `${canary('thrown')} ${canaryPlace('thrownplace')}`
const facts = {
  name: `an error about ${canary('errorname')}`,
  code: `<p>${canary('errorcode')}</p>`,
  data: { error: `<p>${canary('errordata')}</p>` },
  detail: canary('errordetail'),
}
process.on('SIGUSR2', () => {
  throw Object.assign(new Error(words, { cause: new Error(canary('cause')) }), facts)
})
process.on('SIGHUP', () => void Promise.reject({ ...facts, message: words }))
