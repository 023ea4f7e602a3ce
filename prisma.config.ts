import { defineConfig } from 'prisma/config'

// Generating the client never runs Prisma's schema engine, yet the command looks for one and would download it.
// Any file that exists satisfies it, and so it works wherever only the package registry can be reached.
if (process.argv.includes('generate')) process.env.PRISMA_SCHEMA_ENGINE_BINARY = process.execPath

const url = process.env.DATABASE_URL

export default defineConfig({
  schema: 'prisma/schema.prisma',
  migrations: { path: 'prisma/migrations' },
  ...(url === undefined ? {} : { datasource: { url } }),
})
