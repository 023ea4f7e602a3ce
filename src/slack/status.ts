import { statusHere } from '#usecases/status.ts'
import type { Command } from './command.ts'
import { statusMessage } from './views/status.ts'

/** `/supportgroup status` */
export const statusCommand: Command = {
  name: 'status',
  isFor: 'members',
  async reply(shell, { actor }) {
    const outcome = await statusHere(shell.context(), actor)
    return 'refusal' in outcome ? outcome : { value: statusMessage(outcome.value) }
  },
}
