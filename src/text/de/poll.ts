export * from '../en/poll.ts'
