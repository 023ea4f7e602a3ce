export * from '../en/invitation.ts'
