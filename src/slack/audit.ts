import { auditNow } from '#usecases/audit.ts'
import type { Command } from './command.ts'
import { auditMessage } from './views/audit.ts'

/** `/supportgroup audit` */
export const auditCommand: Command = {
  name: 'audit',
  usage: 'shows who did what in this group and when, never what anybody answered.',
  isForConvenors: true,
  async reply(shell, { actor }) {
    const outcome = await auditNow(shell.context(), actor)
    return 'refusal' in outcome ? outcome : { value: auditMessage(outcome.value) }
  },
}
