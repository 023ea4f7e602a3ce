import type {
  ActionsBlock,
  Button,
  ContextBlock,
  HeaderBlock,
  InputBlock,
  KnownBlock,
  ModalView,
  MrkdwnElement,
  PlainTextOption,
  SectionBlock,
} from '@slack/types'
import { type ButtonName, buttonLabels } from '#text/button.ts'
import { type FormName, formWords } from '#text/form.ts'

/** A message as Slack wants it; `text` says everything, for notifications and screen readers. */
export type Message = { text: string; blocks: KnownBlock[] }

/** A heading; Slack allows 150 characters. */
export function header(text: string): HeaderBlock {
  return { type: 'header', text: plainText(text, 150) }
}

/** A text in Slack's markup, in which nothing becomes a link or a mention that is not written as one. */
export function markup(text: string): MrkdwnElement {
  return { type: 'mrkdwn', text, verbatim: true }
}

/** A paragraph in Slack's markup; at most 3,000 characters. */
export function section(text: string, accessory?: SectionBlock['accessory']): SectionBlock {
  return { type: 'section', text: markup(text), ...(accessory && { accessory }) }
}

/** A quiet line below. */
export function context(text: string): ContextBlock {
  return { type: 'context', elements: [markup(text)] }
}

/** The line of a form that says how many runs the rules leave; found again by this id when that changes. */
export const RUN_COUNT = 'runCount'

/** A field on which that number depends: the bot hears of every change, and of every figure that is typed. */
export function counted(input: InputBlock): InputBlock {
  const isTyped = input.element.type === 'number_input'
  const config = { dispatch_action_config: { trigger_actions_on: ['on_character_entered'] } }
  return {
    ...input,
    dispatch_action: true,
    element: (isTyped ? { ...input.element, ...config } : input.element) as InputBlock['element'],
  }
}

/** That line. */
export function runCountBlock(words: string): ContextBlock {
  return { ...context(words), block_id: RUN_COUNT }
}

/** Buttons side by side. `blockId` must be given where a view has more than one such block with the same actions. */
export function actions(...elements: ActionsBlock['elements']): ActionsBlock {
  return { type: 'actions', elements }
}

/** Slack allows the buttons of a confirmation no more characters. */
const CONFIRM_AT_MOST = 30

/** How a button looks, and what is asked before anything happens. */
type ButtonOptions = { style?: 'primary' | 'danger'; confirm?: string }

/** A button whose words are always the same. What it does is named as it is, except where several do the same. */
export function labelled(
  name: ButtonName,
  value: string,
  { actionId = name, ...options }: ButtonOptions & { actionId?: string } = {},
): Button {
  return button(buttonLabels()[name], actionId, value, options)
}

/** A button with words of its own; `confirm` says the effect before anything happens. */
export function button(label: string, actionId: string, value: string, options: ButtonOptions = {}): Button {
  const { yes, notNow } = buttonLabels()
  return {
    type: 'button',
    text: plainText(label, 75),
    action_id: actionId,
    value,
    ...(options.style && { style: options.style }),
    ...(options.confirm && {
      confirm: {
        title: plainText(label, 100),
        text: plainText(options.confirm, 300),
        confirm: plainText(label.length > CONFIRM_AT_MOST ? yes : label, CONFIRM_AT_MOST),
        deny: plainText(notNow, CONFIRM_AT_MOST),
      },
    }),
  }
}

/** One choice of a select, radio group or list of checkboxes, with a quiet line below if there is more to say. */
export function option(label: string, value: string, description = ''): PlainTextOption {
  return {
    text: plainText(label, 75),
    value,
    ...(description && { description: plainText(description, 75) }),
  }
}

/** What is filled in and sent. It comes back by its name, with what it carries. */
export function form(name: FormName, carried: string, blocks: KnownBlock[]): ModalView {
  const { title, submit, close } = formWords(name)
  return {
    type: 'modal',
    callback_id: name,
    private_metadata: carried,
    title: plainText(title, 24),
    submit: plainText(submit, 24),
    close: plainText(close, 24),
    blocks,
  }
}

/** A labelled field of a form. `blockId` is what errors are attached to. */
export function field(
  label: string,
  blockId: string,
  element: InputBlock['element'],
  options: { hint?: string; isOptional?: boolean; dispatches?: boolean } = {},
): InputBlock {
  return {
    type: 'input',
    block_id: blockId,
    label: plainText(label, 2000),
    element,
    optional: options.isOptional ?? false,
    ...(options.hint && { hint: plainText(options.hint, 2000) }),
    ...(options.dispatches && { dispatch_action: true }),
  }
}

/** Text that is shown as it is. */
export function plainText(text: string, most: number): { type: 'plain_text'; text: string } {
  return { type: 'plain_text', text: text.length > most ? `${text.slice(0, most - 1)}…` : text }
}

/** Slack takes fifty blocks in a message. */
const BLOCKS_AT_MOST = 50

/** A message with a quiet line below. Where its blocks leave no room for that, only the text says it. */
export function withNote({ text, blocks }: Message, note: string): Message {
  const isFull = blocks.length >= BLOCKS_AT_MOST
  return { text: `${text}\n${note}`, blocks: isFull ? blocks : [...blocks, context(note)] }
}

/** A message of one paragraph. */
export function paragraph(text: string): Message {
  return { text, blocks: [section(text)] }
}
