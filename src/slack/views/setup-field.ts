import type { InputBlock } from '@slack/types'
import { REMINDER_CHOICES } from '#domain/group.ts'
import { reminderLabel, settingsLabels, zonesLabel } from '#text/settings-field.ts'
import { field, option, plainText } from './parts.ts'

/** One choice from a list. */
export function select(
  label: string,
  id: string,
  options: ReturnType<typeof option>[],
  chosen: string,
): InputBlock {
  const initial = options.find(({ value }) => value === chosen)
  return field(label, id, {
    type: 'static_select',
    action_id: id,
    options,
    ...(initial && { initial_option: initial }),
  })
}

/** One choice, all of them in sight. */
export function radio<K extends string>(
  label: string,
  id: string,
  choices: Record<K, string>,
  chosen: K,
): InputBlock {
  const options = (Object.keys(choices) as K[]).map((key) => option(choices[key], key))
  const initial = options.find(({ value }) => value === chosen)
  return field(label, id, {
    type: 'radio_buttons',
    action_id: id,
    options,
    ...(initial && { initial_option: initial }),
  })
}

/** A whole number. */
export function number(label: string, id: string, value: number, hint?: string): InputBlock {
  return field(
    label,
    id,
    { type: 'number_input', action_id: id, is_decimal_allowed: false, initial_value: String(value) },
    hint ? { hint } : {},
  )
}

/** People of the workspace. */
export function people(
  label: string,
  id: string,
  userIds: string[],
  options: { hint: string; isOptional?: boolean },
): InputBlock {
  return field(
    label,
    id,
    {
      type: 'multi_users_select',
      action_id: id,
      ...(userIds.length > 0 && { initial_users: userIds }),
    },
    options,
  )
}

/** Slack allows a hundred choices in a group of a select, so the zones are grouped by their first letters. */
export function timeZoneSelect(chosen: string): InputBlock['element'] {
  const zones = ['UTC', ...Intl.supportedValuesOf('timeZone')]
  const groups = Map.groupBy(zones, (zone) => {
    const [area = zone, city] = zone.split('/')
    if (!city) return settingsLabels().otherZones
    if (area !== 'America') return area
    const [first, last] = city < 'G' ? ['A', 'F'] : city < 'N' ? ['G', 'M'] : ['N', 'Z']
    return zonesLabel(area, first, last)
  })
  return {
    type: 'static_select',
    action_id: 'timeZone',
    option_groups: [...groups].map(([label, members]) => ({
      label: plainText(label, 75),
      options: members.map((zone) => option(zone.replaceAll('_', ' '), zone)),
    })),
    ...(zones.includes(chosen) && { initial_option: option(chosen.replaceAll('_', ' '), chosen) }),
  }
}

/** When to be reminded before a session, longest before first; several can be chosen. */
export function reminderChoices(chosen: readonly string[]): InputBlock['element'] {
  const options = REMINDER_CHOICES.map((before) => option(reminderLabel(before), before))
  const initial = options.filter(({ value }) => chosen.includes(value ?? ''))
  return {
    type: 'checkboxes',
    action_id: 'reminders',
    options,
    ...(initial.length > 0 && { initial_options: initial }),
  }
}
