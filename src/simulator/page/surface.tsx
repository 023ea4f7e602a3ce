/** Where a block stands: in a message, a modal or the Home tab. It decides what a press or a choice means. */
import { createContext, type ReactNode, useContext, useState } from 'react'
import type { PressTarget } from '#simulator/contract.ts'
import type { FieldValue } from './field-value.ts'
import { useWorkspace } from './workspace.tsx'

type Values = Record<string, Record<string, unknown>>

export type Surface = {
  valueOf(blockId: string, actionId: string): Record<string, unknown> | undefined
  /** Tells the app: a press of a button, or a choice. */
  press(blockId: string, actionId: string, chosen?: FieldValue): Promise<void>
  /** Keeps what was filled in without telling the app. */
  fill(blockId: string, actionId: string, value: FieldValue): void
  /** Blocks with an error, by block id. */
  errors: Record<string, string>
  /** `blockId actionId` of what is being pressed now. */
  pressing: string | undefined
  idPrefix: string
}

const Context = createContext<Surface | undefined>(undefined)

export function SurfaceProvider({ value, children }: { value: Surface; children: ReactNode }) {
  return <Context value={value}>{children}</Context>
}

/** The surface around a block. Works only below SurfaceProvider. */
export function useSurface(): Surface {
  const surface = useContext(Context)
  if (!surface) throw new Error('useSurface is called outside SurfaceProvider')
  return surface
}

/** The presses of a surface: one at a time, with what Slack would show when one failed. */
export function usePress(target: PressTarget) {
  const { act } = useWorkspace()
  const [pressing, setPressing] = useState<string>()
  const [failed, setFailed] = useState<string>()
  const press = async (blockId: string, actionId: string, chosen?: FieldValue) => {
    if (pressing !== undefined) return
    setPressing(`${blockId} ${actionId}`)
    setFailed(undefined)
    const outcome = await act({
      action: 'press',
      target,
      actionId,
      ...(blockId && { blockId }),
      ...(chosen && { chosen }),
    })
    setPressing(undefined)
    if (!outcome.ok) setFailed(outcome.failed)
  }
  return { press, pressing, failed }
}

/** The surface of a message or the Home tab: what is chosen there is told at once and kept on the screen. */
export function PressSurface(props: { target: PressTarget; idPrefix: string; children: ReactNode }) {
  const { press, pressing, failed } = usePress(props.target)
  const [values, setValues] = useState<Values>({})
  const fill = (blockId: string, actionId: string, value: FieldValue) =>
    setValues((all) => ({ ...all, [blockId]: { ...all[blockId], [actionId]: value } }))
  const surface: Surface = {
    valueOf: (blockId, actionId) => values[blockId]?.[actionId] as Record<string, unknown> | undefined,
    press,
    fill,
    errors: {},
    pressing,
    idPrefix: props.idPrefix,
  }
  return (
    <SurfaceProvider value={surface}>
      {props.children}
      {failed !== undefined && <Failure text={failed} />}
    </SurfaceProvider>
  )
}

/** What Slack would show when the app did not answer. */
export function Failure({ text }: { text: string }) {
  return (
    <p className="failure" role="alert">
      {text}
    </p>
  )
}
