/** Samples of what only the Home tab says. */
import * as home from '#text/home.ts'
import { when } from './text-sample-plain.ts'

const thin = { ...when, number: 3, expected: 4 }
const result = { mean: 8.5, bands: { low: 0, middle: 1, high: 6 }, n: 7, runNumber: 2 }

/** Every function of the module, as in `text-sample.ts`. */
export const homeSaid = (): Record<string, Record<string, string[]>> => ({
  home: {
    convenorIntro: [home.convenorIntro()],
    decisionText: [
      ...(['isItThere', 'parked', 'datesToFind', 'datesToChoose', 'busStop'] as const).map((what) =>
        home.decisionText({ what }),
      ),
      ...[[2], [2, 4]].map((numbers) => home.decisionText({ what: 'placeless', numbers })),
      home.decisionText({ what: 'thin', session: thin, minimum: 5 }),
      ...[1, 2].map((sessions) => home.decisionText({ what: 'moreThin', sessions })),
    ],
    nothingWaits: [home.nothingWaits()],
    expectedAheadText: [home.expectedAheadText([thin, { ...thin, number: 4, expected: 7 }])],
    notHeardFromText: [home.notHeardFromText([]), home.notHeardFromText(['U1', 'U2'])],
    interestedText: [1, 4].map(home.interestedText),
    resultsText: [
      home.resultsText([
        { ...result, occasion: 'halfWay' },
        { ...result, mean: 8, occasion: 'busStop' },
      ]),
    ],
    settingsLabel: [home.settingsLabel()],
    auditLabel: [home.auditLabel()],
    mySettingsText: [
      home.mySettingsText({ isMuted: false, reminders: [] }),
      home.mySettingsText({ isMuted: false, reminders: ['P1D', 'PT2H'] }),
      home.mySettingsText({ isMuted: true, reminders: ['P1D'] }),
    ],
    ownRemindersIntro: [home.ownRemindersIntro([]), home.ownRemindersIntro(['P7D', 'P1D'])],
    ownRemindersLabel: [home.ownRemindersLabel()],
    ownRemindersSaved: [
      home.ownRemindersSaved({ reminders: [], isMuted: false }),
      home.ownRemindersSaved({ reminders: ['P1D', 'PT2H'], isMuted: false }),
      home.ownRemindersSaved({ reminders: ['P1D', 'PT2H'], isMuted: true }),
    ],
    whoConvenesText: [[], ['U1'], ['U1', 'U2']].map(home.whoConvenesText),
    moreGroupsText: [1, 3].map(home.moreGroupsText),
  },
})

/** The module itself, so that a test can see whether anything is missing. */
export const HOME_MODULES = { home }
