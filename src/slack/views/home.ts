import type { HomeView, KnownBlock } from '@slack/types'
import type { Group } from '#db/group.ts'
import { LANGUAGES } from '#domain/language.ts'
import { moreGroupsText } from '#text/home.ts'
import { speaking } from '#text/language.ts'
import { refusalInWords } from '#text/refusal.ts'
import { privacyText, strangerText } from '#text/status.ts'
import type { Home } from '#usecases/home.ts'
import { convenorBlocks } from './home-convenor.ts'
import { memberBlocks } from './home-member.ts'
import { context, header, section } from './parts.ts'

/** Slack shows a hundred blocks of a Home tab; some are kept for what stands at its end, in each language. */
const BLOCKS_AT_MOST = 99 - LANGUAGES.length

/**
 * The Home tab: one part for each group, clearly apart and each in its own language, also for those that a person is
 * away from; what a convenor alone sees stands above. A friendly page for strangers, in
 * the language that is spoken just now. Calendars reach the bot at `calendarUrl`, if they do.
 */
export function homeView({ statuses, away }: Home, calendarUrl: string | null): HomeView {
  const isStranger = statuses.length + away.length === 0
  const parts = [
    ...statuses.map((status) =>
      part(status.group, () => [...convenorBlocks(status), ...memberBlocks(status, calendarUrl)]),
    ),
    ...away.map((group) => part(group, () => [section(refusalInWords(awayFrom(group)))])),
  ]
  const groups = [...statuses.map(({ group }) => group), ...away]
  const shown = isStranger ? [section(strangerText())] : asManyAsFit(parts, groups)
  const end = isStranger ? [privacyText()] : inEachLanguage(groups, privacyText)
  return { type: 'home', blocks: [...shown, ...end.map(context)] }
}

/** What is about all of somebody's groups, once in each language of theirs. */
function inEachLanguage(groups: readonly Group[], words: () => string): string[] {
  return [...new Set(groups.map(({ language }) => language))].map((language) => speaking(language, words))
}

function awayFrom({ channelId }: Group) {
  return { code: 'memberAway', channelId } as const
}

function part({ name, language }: Group, blocks: () => readonly KnownBlock[]): KnownBlock[] {
  return speaking(language, () => [header(name), ...blocks(), { type: 'divider' }])
}

/** Groups are shown whole; where some do not fit any more, that is said. */
function asManyAsFit(parts: readonly KnownBlock[][], groups: readonly Group[]): KnownBlock[] {
  const shown: KnownBlock[] = []
  for (const [index, blocks] of parts.entries()) {
    if (shown.length + blocks.length > BLOCKS_AT_MOST) {
      const words = inEachLanguage(groups, () => moreGroupsText(parts.length - index))
      return [...shown, section(words.join('\n'))]
    }
    shown.push(...blocks)
  }
  return shown
}
