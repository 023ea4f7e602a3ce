/** The external upload of files: ask for an address, send the content, complete. */
import type { Message } from '../contract.ts'
import { addMessage } from '../message.ts'
import { Refusal } from '../refusal.ts'
import { newId, type Upload, type Workspace } from '../workspace.ts'
import { joinedChannel } from './access.ts'
import { type Args, neededText, optionalText } from './argument.ts'
import { content } from './chat.ts'

const ALT_TEXT_AT_MOST = 1000

/** `files.getUploadURLExternal` */
export function getUploadUrl(workspace: Workspace, args: Args) {
  const name = neededText(args, 'filename')
  const length = Number(neededText(args, 'length'))
  if (!Number.isInteger(length) || length < 1) throw new Refusal('invalid_arguments')
  const altText = optionalText(args, 'alt_txt')
  if ((altText?.length ?? 0) > ALT_TEXT_AT_MOST) throw new Refusal('alt_txt_too_large')
  const upload: Upload = { id: newId(workspace, 'F'), name, length, altText, content: undefined }
  workspace.uploads.set(upload.id, upload)
  return { upload_url: `${workspace.url}/upload/${upload.id}`, file_id: upload.id }
}

/** `files.completeUploadExternal`: with a channel the files appear there in a message of the bot. */
export function completeUpload(workspace: Workspace, args: Args) {
  if (!Array.isArray(args.files) || args.files.length === 0) throw new Refusal('invalid_arguments')
  const named = args.files.map((given: { id?: string; title?: string }) => {
    const upload = workspace.uploads.get(String(given.id))
    if (upload?.content === undefined) throw new Refusal('file_not_found')
    const { id, name, content, altText } = upload
    return { id, name, title: given.title ?? name, content, ...(altText !== undefined && { altText }) }
  })
  const channelId = optionalText(args, 'channel_id') ?? optionalText(args, 'channels')
  if (channelId !== undefined) share(workspace, args, channelId, named)
  for (const file of named) workspace.uploads.delete(file.id)
  return { files: named.map((file) => filePayload(workspace, file)) }
}

function share(workspace: Workspace, args: Args, channelId: string, files: Message['files']): void {
  const channel = joinedChannel(workspace, channelId)
  if (channel.isArchived) throw new Refusal('is_archived')
  const text = optionalText(args, 'initial_comment')
  const words =
    text === undefined && args.blocks === undefined ? { text: '' } : content({ ...args, text }, 40_000)
  addMessage(workspace, {
    channelId: channel.id,
    userId: workspace.identity.botUserId,
    ...words,
    threadTs: optionalText(args, 'thread_ts'),
    files,
  })
}

function filePayload(workspace: Workspace, file: Message['files'][number]) {
  return {
    id: file.id,
    created: Math.floor(workspace.now().getTime() / 1000),
    timestamp: Math.floor(workspace.now().getTime() / 1000),
    name: file.name,
    title: file.title,
    user: workspace.identity.botUserId,
    size: Buffer.byteLength(file.content),
    mode: 'hosted',
    is_external: false,
    is_public: false,
    url_private: `https://files.slack.com/files-pri/${workspace.identity.teamId}-${file.id}/${file.name}`,
    permalink: `https://${workspace.identity.teamDomain}.slack.com/files/${workspace.identity.botUserId}/${file.id}/${file.name}`,
  }
}
