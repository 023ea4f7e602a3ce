import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    // More than a machine of two cores would be given: many tests wait, since messages of a channel come a second apart.
    maxWorkers: Math.max(4, availableParallelism()),
    // A zone that no developer lives in, with an offset of 5:45: a test that leans on the machine's own zone fails.
    env: { TZ: 'Asia/Kathmandu' },
    testTimeout: 90_000,
    hookTimeout: 60_000,
  },
})
