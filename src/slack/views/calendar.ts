import type { KnownBlock, ModalView } from '@slack/types'
import { localDay } from '#domain/calendar.ts'
import {
  addFeedTo,
  addNextTo,
  calendarName,
  feedElsewhere,
  feedMade,
  feedNotes,
  feedOffer,
  feedSince,
  makeFeedLabel,
  renewFeedConfirmation,
  renewFeedLabel,
  sessionTitle,
  stopFeedConfirmation,
  stopFeedLabel,
} from '#text/calendar.ts'
import type { MyCalendar } from '#usecases/calendar-feed.ts'
import { dateLinks, feedLinks } from './calendar-link.ts'
import { noticeView } from './notice.ts'
import { actions, button, context, type Message, section } from './parts.ts'

/**
 * How the dates of a group come into somebody's calendar: by an address of their own where the bot is reached at
 * `calendarUrl` and they are a member, or else by links for the next session.
 */
export function calendarBlocks(mine: MyCalendar, calendarUrl: string | null): KnownBlock[] {
  const { group, next, isMember, madeAt } = mine
  if (calendarUrl === null || !isMember) return next ? [section(nextLinks(next))] : []
  const renew = { confirm: renewFeedConfirmation() }
  const stop = { confirm: stopFeedConfirmation() }
  return madeAt
    ? [
        section(feedSince(localDay(madeAt, group.timeZone))),
        actions(
          button(renewFeedLabel(), 'makeFeed', group.id, renew),
          button(stopFeedLabel(), 'stopFeed', group.id, stop),
        ),
        context(feedNotes()),
      ]
    : [section(feedOffer()), actions(button(makeFeedLabel(), 'makeFeed', group.id)), context(feedNotes())]
}

/** The same below a sentence. */
export function calendarMessage(sentence: string, mine: MyCalendar, calendarUrl: string | null): Message {
  const blocks = [section(sentence), ...calendarBlocks(mine, calendarUrl)]
  const text = blocks.flatMap((block) => (block.type === 'section' && block.text ? [block.text.text] : []))
  return { text: text.join('\n'), blocks }
}

/** In a window of its own. */
export function calendarView({ blocks }: Message): ModalView {
  return { ...noticeView(''), blocks }
}

/** A new address: in a window, which nobody finds again when it is closed. */
export function feedMadeView(address: string): ModalView {
  const words = addFeedTo()
  const links = feedLinks(address, calendarName())
  return calendarView({
    text: '',
    blocks: [
      section(feedMade()),
      section(`\`${address}\``),
      section(
        [
          link(links.google, words.google),
          link(links.outlook, words.outlook),
          link(links.office, words.office),
        ].join('\n'),
      ),
      section(feedElsewhere()),
      context(feedNotes()),
    ],
  })
}

function nextLinks(next: NonNullable<MyCalendar['next']>): string {
  const words = addNextTo()
  const links = dateLinks(next, sessionTitle(next.number))
  return [link(links.google, words.google), link(links.outlook, words.outlook)].join('\n')
}

function link(address: string, words: string): string {
  return `<${address.replaceAll('&', '&amp;')}|${words}>`
}
