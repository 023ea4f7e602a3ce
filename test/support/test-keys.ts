import { keyRing } from '#db/key-ring.ts'

/** A key for tests alone, so that whatever was sealed in one process can be read in another. */
export const TEST_KEY = 'n2lXSd4pU8tYJzE0oKc7VbQfHgW5rAxMi1Z3vDyu9sI='

export const testKeys = keyRing(TEST_KEY)
