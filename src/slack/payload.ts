import * as z from 'zod'

/** Something of ours came back from Slack in a shape that we do not write: an earlier version did, or a stranger. */
export class OutdatedPayload extends Error {
  override readonly name = 'OutdatedPayload'
}

/** What a payload holds, in the shape that we gave it. Refuses every other with `OutdatedPayload`. */
export function read<T>(shape: z.ZodType<T>, value: unknown): T {
  const parsed = shape.safeParse(value)
  if (parsed.success) return parsed.data
  throw new OutdatedPayload()
}

/** The same for what was written as JSON. */
export function readJson<T>(shape: z.ZodType<T>, text: string): T {
  try {
    return read(shape, JSON.parse(text))
  } catch {
    throw new OutdatedPayload()
  }
}

/** An id that a button or a form of ours carries. */
export const idSchema = z.uuid()

/** The id that a form carries. */
export function readId(text: unknown): string {
  return read(idSchema, text)
}

const pressed = z.looseObject({ value: z.string() })

/** The value of the button that was pressed. */
export function pressedValue(action: unknown): string {
  return read(pressed, action).value
}

/** The id that the pressed button carries. */
export function pressedId(action: unknown): string {
  return readId(pressedValue(action))
}

const submission = z.looseObject({ type: z.literal('view_submission') })

/** Whether a payload is a form that somebody has sent. */
export function isSubmission(body: unknown): boolean {
  return submission.safeParse(body).success
}
