import type { PastResult } from '#domain/survey.ts'

export function trendTitle(): string {
  return 'Wie hilfreich die Gruppe war, von 0 bis 10'
}

export function trendFigure(mean: number): string {
  return mean.toLocaleString('de', { minimumFractionDigits: 1, maximumFractionDigits: 1 })
}

export function trendBelow({ runNumber, occasion, n }: PastResult): string[] {
  return [`Durchgang ${runNumber}`, occasion === 'busStop' ? 'Haltestelle' : 'Mitte', `${n} Antworten`]
}

export function trendAltText(results: readonly PastResult[]): string {
  const parts = results.map(
    ({ mean, n, runNumber, occasion }) =>
      `Durchgang ${runNumber}, ${occasion === 'busStop' ? 'Haltestelle' : 'Mitte'}: ${trendFigure(mean)} (${n} Antworten)`,
  )
  return `${trendTitle()}. Eine Linie von Rückmeldung zu Rückmeldung; ${parts.join('; ')}.`
}

export function pictureComing(): string {
  return 'Ich schicke dir das Bild als private Nachricht.'
}

export function pictureText(): string {
  return 'Hier ist das Bild, um das du gebeten hast. Der Tab „Home“ sagt dasselbe in Worten.'
}

export function pictureMissing(isForbidden: boolean): string {
  return isForbidden
    ? 'Ich darf in diesem Workspace keine Dateien schicken, darum gibt es kein Bild. Der Tab „Home“ sagt dasselbe in Worten.'
    : 'Das Bild ließ sich nicht schicken. Bitte drücke in einer Minute noch einmal auf den Knopf; der Tab „Home“ sagt dasselbe in Worten.'
}
