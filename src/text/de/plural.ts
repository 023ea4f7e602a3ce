import { pluralIn } from '../plural.ts'

/** Words by a number, as German chooses them. */
export const plural = pluralIn('de')
