import type { PastResult } from '#domain/survey.ts'

/** Above the picture, and the name of its file in Slack. */
export function trendTitle(): string {
  return 'How helpful the group has been, from 0 to 10'
}

/** A mean beside its mark. */
export function trendFigure(mean: number): string {
  return mean.toFixed(1)
}

/** Below a mark, line by line: which run, which occasion, how many answers. */
export function trendBelow({ runNumber, occasion, n }: PastResult): string[] {
  return [`Run ${runNumber}`, occasion === 'busStop' ? 'bus stop' : 'half way', `${n} answers`]
}

/** What a screen reader says of the picture: everything that can be seen in it. */
export function trendAltText(results: readonly PastResult[]): string {
  const parts = results.map(
    ({ mean, n, runNumber, occasion }) =>
      `run ${runNumber}, ${occasion === 'busStop' ? 'bus stop' : 'half way'}: ${trendFigure(mean)} (${n} answers)`,
  )
  return `${trendTitle()}. A line from survey to survey; ${parts.join('; ')}.`
}

/** To whoever asked for a picture. */
export function pictureComing(): string {
  return 'I am sending you the picture privately.'
}

/** Above the picture, in a private message. */
export function pictureText(): string {
  return 'Here is the picture that you asked for. The Home tab says the same in words.'
}

/** When Slack would not take a picture. */
export function pictureMissing(isForbidden: boolean): string {
  return isForbidden
    ? 'I may not send files in this workspace, so there is no picture. The Home tab says the same in words.'
    : 'The picture could not be sent. Please press the button again in a minute; the Home tab says the same in words.'
}
