import { dateInWords } from './date.ts'

/** What the calendar is called: neither group nor channel, because calendars are shown on screens. */
export function calendarName(): string {
  return 'Sessions'
}

/** What a session is called there. */
export function sessionTitle(number: number): string {
  return `Session ${number}`
}

/** What a date is called there that is not decided. */
export function holdTitle(): string {
  return 'Session (date on hold)'
}

/** When there is no file to send. */
export function noDatesYet(): string {
  return 'No dates are fixed yet, so there is no calendar file.'
}

/** To a member whose calendar has no address. */
export function feedOffer(): string {
  return '*Your calendar can follow the dates by itself*, also when one is moved or left out. Dates that you can make are on hold there until they are decided. For that it needs an address, which I make for you alone.'
}

/** To a member whose calendar has one. */
export function feedSince(on: string): string {
  return `*Your calendar can follow the dates* by the address that I made on ${dateInWords(on)}. I do not keep it, so I cannot show it again. You can have a new one, which ends the old one, or stop it.`
}

/** Below either. */
export function feedNotes(): string {
  return 'The address is like a key: whoever has it sees the dates and where the sessions take place, and whoever runs your calendar has it. It shows neither who is in the group nor what anybody else answered. Calendars look again when they like, some only once a day, so a change may come there a day late.'
}

/** Above a new address. */
export function feedMade(): string {
  return '*The address for your calendar.* I show it only this once, so please add it to your calendar now.'
}

/** Below a new address. */
export function feedElsewhere(): string {
  return 'In any other calendar, look for “subscribe to a calendar” and paste the address there. Please pass it on to nobody; if somebody else has it, make a new one with `/supportgroup calendar`.'
}

/** When somebody has stopped their address. */
export function feedStopped(): string {
  return 'The address has stopped. Your calendar may go on showing what it has until you remove it there.'
}

/** Where addresses for calendars are not set up. */
export function feedNotOffered(): string {
  return 'I cannot make addresses for calendars here. The calendar file has all dates.'
}

/** Where an address can be added at a press. */
export function addFeedTo(): { google: string; outlook: string; office: string } {
  return {
    google: 'Add it to Google Calendar: paste the address there',
    outlook: 'Add it to Outlook.com',
    office: 'Add it to Outlook for work or school',
  }
}

/** The same for the next session alone. */
export function addNextTo(): { google: string; outlook: string } {
  return {
    google: 'Add the next session to Google Calendar',
    outlook: 'Add the next session to Outlook.com',
  }
}

export function makeFeedLabel(): string {
  return 'Make an address'
}

export function renewFeedLabel(): string {
  return 'Make a new address'
}

export function stopFeedLabel(): string {
  return 'Stop the address'
}

/** Before a new address. */
export function renewFeedConfirmation(): string {
  return 'The address that you have stops at once, and your calendar needs the new one.'
}

/** Before stopping it. */
export function stopFeedConfirmation(): string {
  return 'Your calendar does not follow the dates any more. You can make another address at any time.'
}

/** The calendar file: its name on a disk, and above it in Slack. */
export function calendarFileNames(): { filename: string; title: string } {
  return { filename: 'sessions.ics', title: 'Our sessions' }
}
