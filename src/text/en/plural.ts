import { pluralIn } from '../plural.ts'

/** Words by a number, as English chooses them. */
export const plural = pluralIn('en')
