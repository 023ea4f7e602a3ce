// A message of Slack's is short, so of a long list only some are named in it, in every language as many.

/** Ways that would give a run: more help nobody to choose. */
export const WAYS_NAMED = 6

/** People on an interest list, on which everybody can put themselves. */
export const INTERESTED_SHOWN = 30

/** People who were invited: the newest are the ones that a convenor waits for. */
export const INVITED_SHOWN = 15
