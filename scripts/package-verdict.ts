import * as z from 'zod'

/** What is to be said about the packages, and whether that is a reason to fail. */
export type Verdict = { lines: string[]; isBad: boolean }

/** What does harm only in theory is said, and waits for the next upgrade. */
const HARMLESS = ['info', 'low']

const advisory = z.looseObject({ title: z.string(), url: z.string() })
const report = z.object({
  vulnerabilities: z.record(
    z.string(),
    // Text in the place of an advisory names a package through which this one is vulnerable.
    z.object({ severity: z.string(), via: z.array(z.union([z.string(), advisory])) }),
  ),
})

/** What `npm audit --json` found: bad from the severity “moderate” on. */
export function vulnerabilityVerdict(said: unknown): Verdict {
  const { data } = report.safeParse(said)
  if (!data) return unanswered('Not checked whether packages have known vulnerabilities', said)
  const found = Object.entries(data.vulnerabilities)
  if (found.length === 0) return { lines: ['No package that runs has a known vulnerability.'], isBad: false }
  const lines = found.map(([name, { severity, via }]) => {
    const reasons = via.map((each) =>
      typeof each === 'string' ? `through ${each}` : `${each.title}, ${each.url}`,
    )
    return `- ${name}, ${severity}: ${reasons.join('; ')}`
  })
  return {
    lines: ['Packages that run have known vulnerabilities:', ...lines],
    isBad: found.some(([, { severity }]) => !HARMLESS.includes(severity)),
  }
}

const aPackage = z.object({ name: z.string(), version: z.string() })
const signatures = z.object({ invalid: z.array(aPackage), missing: z.array(aPackage) })

/**
 * What `npm audit signatures --json` found: a wrong signature is bad. That there is none is not, since a registry that
 * stands in for another may leave them out.
 */
export function signatureVerdict(said: unknown): Verdict {
  const { data } = signatures.safeParse(said)
  if (!data) return unanswered('Not checked whether packages are as they were published', said)
  const { invalid, missing } = data
  const lines = [
    ...list('The signature is wrong, so somebody may have changed them since they were published', invalid),
    ...list('There is no signature', missing),
  ]
  if (lines.length === 0) lines.push('All packages are as they were published, by their signatures.')
  return { lines, isBad: invalid.length > 0 }
}

function list(what: string, packages: z.infer<typeof aPackage>[]): string[] {
  if (packages.length === 0) return []
  return [`${what}: ${packages.map(({ name, version }) => `${name}@${version}`).join(', ')}`]
}

const failure = z.looseObject({
  message: z.string().optional(),
  error: z.looseObject({ summary: z.string() }),
})

/** npm says in several shapes why there is no answer. */
function unanswered(what: string, said: unknown): Verdict {
  const { data } = failure.safeParse(said)
  const why = typeof said === 'string' ? said : data?.message || data?.error.summary.split('\n')[0]
  return { lines: [`${what}: ${why ?? 'npm did not say why'}.`], isBad: false }
}
