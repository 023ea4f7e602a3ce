/** What is filled in or chosen. Which control is drawn depends on the element's type alone. */

import { ChoiceList, MultiSelect, SingleSelect } from './choice.tsx'
import { useConfirm } from './confirm.tsx'
import { contentOf, type FieldElement, fieldValue, isKnownField } from './field-value.ts'
import { useSurface } from './surface.tsx'
import { useWorkspace } from './workspace.tsx'

/** How a control is tied to its label, hint and error. */
export type Ties = {
  id: string
  /** For controls that are a group of smaller ones. */
  labelledBy?: string
  /** Only when nothing on the screen labels it. */
  label?: string
  describedBy?: string
  isInvalid?: boolean
  isRequired?: boolean
}

export type Control = { element: FieldElement; content: unknown; ties: Ties; choose(content: unknown): void }

type FieldProps = {
  element: FieldElement
  blockId: string
  ties: Ties
  /** Whether the app is told at once: always, except for inputs that did not ask for it. */
  isTold: boolean
}

/** One field of a block, bound to what its surface knows about it. */
export function Field({ element, blockId, ties, isTold }: FieldProps) {
  const surface = useSurface()
  const [ask, dialog] = useConfirm()
  const actionId = element.action_id ?? ''
  const content = contentOf(element, surface.valueOf(blockId, actionId))
  const tell = (value: unknown) => surface.press(blockId, actionId, fieldValue(element.type, value))
  const choose = (next: unknown) => {
    const isTyped = element.type in TYPED
    if (!isTold || isTyped) surface.fill(blockId, actionId, fieldValue(element.type, next))
    if (!isTold || (isTyped && !isToldWhileTyping(element))) return
    ask(element.confirm, () => {
      surface.fill(blockId, actionId, fieldValue(element.type, next))
      void tell(next)
    })
  }
  if (!isKnownField(element.type)) {
    return <p className="unknown">This page cannot draw “{element.type}”.</p>
  }
  const control = { element, content, ties, choose }
  return (
    <>
      {element.type in TYPED ? (
        <TypedInput {...control} onEnter={isTold ? () => void tell(content) : undefined} />
      ) : (
        <ChosenField {...control} />
      )}
      {dialog}
    </>
  )
}

const TYPED: Record<string, string> = {
  plain_text_input: 'text',
  email_text_input: 'email',
  url_text_input: 'url',
  number_input: 'number',
}

function isToldWhileTyping(element: FieldElement): boolean {
  const config = element.dispatch_action_config as { trigger_actions_on?: string[] } | undefined
  return config?.trigger_actions_on?.includes('on_character_entered') ?? false
}

function ChosenField(control: Control) {
  const { state } = useWorkspace()
  const { type } = control.element
  if (type === 'radio_buttons' || type === 'checkboxes') return <ChoiceList {...control} />
  if (type === 'datepicker' || type === 'timepicker') return <Picker {...control} />
  const isPeople = type.includes('users')
  const isPlaces = type.includes('channels') || type.includes('conversations')
  const people = state.people
    .filter((person) => !person.isDeactivated)
    .sort((left, right) => Number(left.isBot) - Number(right.isBot))
    .map(({ id, realName, name }) => ({ id, name: realName || name }))
  const places = state.conversations
    .filter(({ kind }) => kind !== 'direct')
    .map(({ id, name }) => ({ id, name: `#${name}` }))
  const known = isPeople ? people : isPlaces ? places : undefined
  const extra = known && { known }
  return type.startsWith('multi_') ? (
    <MultiSelect {...control} {...extra} />
  ) : (
    <SingleSelect {...control} {...extra} />
  )
}

function TypedInput({ onEnter, ...control }: Control & { onEnter: (() => void) | undefined }) {
  const { element, content, choose } = control
  const placeholder = (element.placeholder as { text: string } | undefined)?.text
  const common = {
    ...tieAttributes(control),
    className: 'input',
    value: (content as string | undefined) ?? '',
    placeholder,
    maxLength: element.max_length as number | undefined,
    onChange: (event: { target: { value: string } }) => choose(event.target.value || null),
  }
  if (element.multiline) return <textarea {...common} rows={4} />
  return (
    <input
      {...common}
      type={TYPED[element.type]}
      {...(element.type === 'number_input' && {
        min: element.min_value as string | undefined,
        max: element.max_value as string | undefined,
        step: element.is_decimal_allowed ? 'any' : 1,
      })}
      onKeyDown={(event) => {
        if (event.key !== 'Enter' || !onEnter) return
        event.preventDefault()
        onEnter()
      }}
    />
  )
}

function Picker(control: Control) {
  const { element, content, choose } = control
  const isDate = element.type === 'datepicker'
  return (
    <input
      {...tieAttributes(control)}
      className="input input-short"
      type={isDate ? 'date' : 'time'}
      value={(content as string | undefined) ?? ''}
      onChange={({ target: { value } }) => {
        // While a year is typed the browser reports the years 0002, 0020 and 0202 first.
        if (!value.startsWith('0') || !isDate) choose(value || null)
      }}
    />
  )
}

/** The attributes that tie a control to its label, hint and error. */
export function tieAttributes({ ties, element }: Control) {
  return {
    id: ties.id,
    'aria-label': ties.label,
    'aria-describedby': ties.describedBy,
    'aria-invalid': ties.isInvalid || undefined,
    'aria-required': ties.isRequired || undefined,
    'data-focus-on-load': element.focus_on_load || undefined,
  }
}
