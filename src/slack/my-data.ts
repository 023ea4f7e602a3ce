import { KEPT, type MyData } from '#domain/my-data.ts'
import {
  myDataFileNames,
  myDataNotSent,
  myDataPage,
  myDataSent,
  myDataText,
  nothingKept,
} from '#text/my-data.ts'
import { myData } from '#usecases/my-data.ts'
import type { Command } from './command.ts'
import { errorName } from './log.ts'
import type { Shell } from './shell.ts'
import { type Message, paragraph } from './views/parts.ts'

/** `/supportgroup mydata`, in a group's channel or anywhere else. */
export const myDataCommand: Command = {
  name: 'mydata',
  isFor: 'anybody',
  async reply(shell, { actor }) {
    const data = await myData(shell.context(), actor)
    return { value: data ? await sendMyData(shell, actor.slackUserId, data) : paragraph(nothingKept()) }
  },
}

/**
 * Sends it at once and not as a delivery: an answer to whoever asks, who can ask again, and one thing less that is kept
 * about them.
 */
async function sendMyData(shell: Shell, slackUserId: string, data: MyData): Promise<Message> {
  const { now } = shell.context()
  const { filename, page, program } = myDataFileNames()
  const things = KEPT.reduce((sum, table) => sum + data[table].length, 0)
  try {
    const { channel = '' } = await shell.poster.chat.postMessage({
      channel: slackUserId,
      text: myDataText(things),
    })
    await shell.client.files.uploadV2({
      channel_id: channel,
      file_uploads: [
        { filename: `${filename}.txt`, title: page, content: myDataPage(data, now) },
        { filename: `${filename}.json`, title: program, content: JSON.stringify(data, null, 2) },
      ],
    })
    return paragraph(myDataSent())
  } catch (error) {
    const { name, code } = errorName(error)
    shell.log.warn({ name, code }, 'own data not sent')
    return paragraph(myDataNotSent(code === 'missing_scope'))
  }
}
