/** What to try next, on the right side. */
import { Fragment, useEffect, useRef, useState } from 'react'
import type { ShownStep } from '#simulator/page-server.ts'
import { doStep } from './api.ts'
import { Mrkdwn } from './mrkdwn.tsx'
import { nameOf, useWorkspace } from './workspace.tsx'

type Props = {
  id: string
  steps: ShownStep[]
  chooseViewer(userId: string): void
  refresh(): Promise<void>
}

/** The steps to try. Ticks are kept for this run of the server, as its messages are gone after it too. */
export function Guide({ id, steps, chooseViewer, refresh }: Props) {
  const { state, viewer } = useWorkspace()
  const [done, setDone] = useState<number[]>(() => JSON.parse(sessionStorage.getItem(`guide ${id}`) ?? '[]'))
  const toggle = (index: number) => {
    const ticked = done.includes(index) ? done.filter((one) => one !== index) : [...done, index]
    sessionStorage.setItem(`guide ${id}`, JSON.stringify(ticked))
    setDone(ticked)
  }
  const current = steps.findIndex((_, index) => !done.includes(index))
  const next = useRef<HTMLLIElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each step that becomes the next
  useEffect(() => {
    next.current?.scrollIntoView({ block: 'nearest' })
  }, [current])
  return (
    <section className="panel" aria-labelledby="guide-title">
      <h2 id="guide-title">What to try</h2>
      <ol className="guide">
        {steps.map((step, index) => (
          <Fragment key={step.title}>
            {step.part && (
              <li className="guide-part">
                <h3>{step.part}</h3>
              </li>
            )}
            <li
              ref={index === current ? next : null}
              className={done.includes(index) ? 'guide-done' : index === current ? 'guide-next' : ''}
            >
              <label>
                <input type="checkbox" checked={done.includes(index)} onChange={() => toggle(index)} />
                <span>
                  <span className="guide-number">{index + 1}.</span> {step.title}
                </span>
              </label>
              <div className="prose guide-text">
                <Mrkdwn text={step.text} />
                <div className="guide-buttons">
                  {step.as
                    ?.filter((id) => id !== viewer.id)
                    .map((id) => (
                      <button
                        key={id}
                        type="button"
                        className="button button-small"
                        onClick={() => chooseViewer(id)}
                      >
                        Be {nameOf(state, id)}
                      </button>
                    ))}
                  {step.action && <StepAction index={index} label={step.action} refresh={refresh} />}
                </div>
              </div>
            </li>
          </Fragment>
        ))}
      </ol>
    </section>
  )
}

/** Something that the guide does for the reader, with what came of it below. */
function StepAction(props: { index: number; label: string; refresh(): Promise<void> }) {
  const [said, setSaid] = useState('')
  const [isRunning, setRunning] = useState(false)
  const status = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (said) status.current?.scrollIntoView({ block: 'nearest' })
  }, [said])
  const run = async () => {
    if (isRunning) return
    setRunning(true)
    setSaid('One moment…')
    try {
      const answer = await doStep(props.index)
      await props.refresh()
      setSaid(answer)
    } catch (error) {
      setSaid(`That did not work: ${error instanceof Error ? error.message : error}`)
    }
    setRunning(false)
  }
  return (
    <>
      <button
        type="button"
        className="button button-small"
        aria-disabled={isRunning}
        aria-busy={isRunning}
        onClick={run}
      >
        {props.label}
      </button>
      <p className="guide-said" role="status" ref={status}>
        {said}
      </p>
    </>
  )
}
