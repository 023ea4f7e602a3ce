/** Reads the arguments of a Web API call, which arrive as texts in forms and as any value in JSON. */
import { Refusal, refusalWithMessages } from '../refusal.ts'

export type Args = Record<string, unknown>

/** A text that must be there; refuses with `invalid_arguments` and the name of what is missing. */
export function neededText(args: Args, name: string): string {
  const value = optionalText(args, name)
  if (value === undefined) {
    throw refusalWithMessages('invalid_arguments', [
      `missing required field: ${name} [json-pointer:/${name}]`,
    ])
  }
  return value
}

/** A text, or undefined when it is absent or empty. */
export function optionalText(args: Args, name: string): string | undefined {
  const value = args[name]
  if (value === undefined || value === null || value === '') return undefined
  return typeof value === 'string' ? value : String(value)
}

/** Whether a yes-or-no argument was set, in any of the forms that Slack takes. */
export function isSet(args: Args, name: string): boolean {
  return args[name] === true || args[name] === 'true' || args[name] === '1' || args[name] === 1
}

/** A whole number from 1 to `most`, or `otherwise` when absent. */
export function limitOf(args: Args, otherwise: number, most: number): number {
  const value = optionalText(args, 'limit')
  if (value === undefined) return otherwise
  const limit = Number(value)
  if (!Number.isInteger(limit) || limit < 1 || limit > most) throw new Refusal('invalid_limit')
  return limit
}
