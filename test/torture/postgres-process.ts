/** An embedded Postgres with a process of its own around it, so that both can be killed; tells its parent where it is. */
import { startEmbeddedPostgres } from '#db/embedded.ts'

// A signal to the whole group reaches this process too, which must outlive it to end the server.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => {})

const [, , directory = '', port = ''] = process.argv
const server = await startEmbeddedPostgres({ directory, ...(port && { port: Number(port) }) })
process.send?.({ url: server.url })
process.on('disconnect', async () => {
  await server.stop()
  process.exit()
})
