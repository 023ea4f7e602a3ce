/** Samples of what is said when people leave and return, and about who convenes. */
import * as convenor from '#text/convenor.ts'
import * as presence from '#text/presence.ts'

const one = ['U1']
const two = ['U1', 'U2']

/** What each function of these modules says. */
export const convenorSaid = (): Record<string, Record<string, string[]>> => ({
  convenor: {
    whoConvenes: [[], one, two].map(convenor.whoConvenes),
    convenorsHint: [convenor.convenorsHint()],
    cannotConvene: [convenor.cannotConvene()],
    convenorsSaved: [one, two].map(convenor.convenorsSaved),
    convenorsChangedText: [one, two].map(convenor.convenorsChangedText),
    convenorOutsideText: [convenor.convenorOutsideText('C1')],
    becameConvenorText: [convenor.becameConvenorText('C1')],
    ceasedConvenorText: [true, false].map((isMember) => convenor.ceasedConvenorText('C1', isMember)),
    convenorGoneText: [true, false].map((isOnRoster) => convenor.convenorGoneText('U1', 'C1', isOnRoster)),
    convenorBackText: [convenor.convenorBackText('U1', 'C1')],
    convenorWantedText: [1, 5].map(convenor.convenorWantedText),
    offerConfirmation: [1, 5].map(convenor.offerConfirmation),
    offerLine: [convenor.offerLine('U1', 1, 1), convenor.offerLine('U1', 2, 5)],
    supportNoted: [true, false].map((isOwn) => convenor.supportNoted('U1', isOwn)),
    nowConvening: [one, two].map(convenor.nowConvening),
  },
  presence: {
    memberAwayText: [true, false].map((isClosed) => presence.memberAwayText('U1', 'C1', isClosed)),
    memberBackText: [presence.memberBackText('U1', 'C1')],
    awayText: [one, two].map(presence.awayText),
    notArrivedText: [one, two].map(presence.notArrivedText),
  },
})

/** The modules of these samples. */
export const CONVENOR_MODULES = { convenor, presence }
