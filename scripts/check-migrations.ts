// Fails when the migrations do not give exactly prisma/schema.prisma.
import { schemaDifference } from './schema-engine.ts'
import { withScratchDatabase } from './scratch-database.ts'

const sql = await withScratchDatabase(schemaDifference)
if (sql !== undefined) {
  console.error(`Run \`npm run migration -- add_something\` and commit: the migrations lack\n\n${sql}`)
  process.exitCode = 1
}
