import * as z from 'zod'

/** A port, with the setting's name and an example for whoever gave something else. */
export const portNamed = (name: string, example: number) =>
  z
    .string()
    .regex(/^\d{1,5}$/, `${name} is not a port. Give a whole number from 1 to 65535, such as ${example}.`)
    .transform(Number)
    .pipe(
      z
        .number()
        .min(1, `${name} is 0. Give a whole number from 1 to 65535.`)
        .max(65_535, `${name} is above 65535. Give a whole number up to that.`),
    )

/** What is wrong with ports together: each can be listened on once. */
export function portProblems(ports: Readonly<Record<string, number | undefined>>): string[] {
  const given = Object.entries(ports).filter(([, port]) => port !== undefined)
  return given.flatMap(([name, port], index) =>
    given
      .slice(0, index)
      .filter(([, other]) => other === port)
      .map(([other]) => `${other} and ${name} are both ${port}. Give each a port of its own.`),
  )
}
