/** A Web API call that Slack answers with `ok: false`. `details` are further fields of the answer, such as `needed`. */
export class Refusal extends Error {
  readonly code: string
  readonly details: Record<string, unknown>

  constructor(code: string, details: Record<string, unknown> = {}) {
    super(code)
    this.name = 'Refusal'
    this.code = code
    this.details = details
  }
}

/** A refusal that lists what is wrong, in the form in which Slack lists it in `response_metadata.messages`. */
export function refusalWithMessages(code: string, problems: string[]): Refusal {
  const messages = problems.map((problem) => `[ERROR] ${problem}`)
  return new Refusal(code, { response_metadata: { messages } })
}
