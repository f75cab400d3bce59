/** The words of faults between us and a service. */
import type { FaultWords } from './fault-form.ts'

const CLOCK = 'If the date or the time of this machine is wrong, set it right and try again.'

export const networkFaults = {
  'network.offline': {
    title: 'There is no way to {host}: this machine seems to be offline.',
    hint: 'No network can be reached, or none that looks up names. Connect, and go on from here.',
    retry: 'now',
  },
  'network.name-not-found': {
    title: 'Nobody knows the name {host}.',
    hint: 'This machine may be offline, or on a network that knows only its own names: then a VPN or a proxy is needed. Connect, and go on from here.',
    retry: 'now',
  },
  'network.refused': {
    title: '{host} takes no connections.',
    hint: 'The service may be down, or a firewall refuses for it. Go on from here in a moment.',
    retry: 'now',
  },
  'network.unreachable': {
    title: '{host} cannot be reached.',
    hint: 'Check the connection, and go on from here.',
    retry: 'now',
  },
  'network.timeout': {
    title: '{host} did not answer in time.',
    hint: 'It may be busy. Go on in a moment.',
    retry: 'now',
  },
  'network.truncated': {
    title: 'The answer of {host} broke off.',
    hint: 'The connection was lost in the middle of it. Go on: what was done already is not done twice.',
    retry: 'now',
  },
  'network.garbled': {
    title: 'What {host} answered is not HTTP.',
    hint: 'Another service may answer at that address, or something in between changes what is sent. Check the address and the proxy.',
    retry: 'now',
  },
  'network.too-large': {
    title: '{host} answered far more than it should.',
    hint: 'It was not read to its end. Something else may answer at that address: check it and the proxy, then go on.',
    retry: 'now',
  },
  'network.not-allowed': {
    title: 'Countermark does not talk to {host}.',
    hint: 'That host belongs to no instance that is in use.',
    retry: 'no',
  },
  'network.unknown-authority': {
    title: 'Nobody whom this machine trusts vouches for {host}.',
    hint: 'Its certificate is signed by {issuer}. A company network or a security program may read along: if that is wanted, save its authority as a PEM file and name the file in the settings of the network, or in COUNTERMARK_CA_FILE on the command line. Nothing was sent.',
    retry: 'now',
  },
  'network.certificate-expired': {
    title: 'The certificate of {host} has run out.',
    hint: `It was good until {until}. ${CLOCK} Otherwise only the service can help. Nothing was sent.`,
    retry: 'now',
  },
  'network.certificate-not-yet-valid': {
    title: 'The certificate of {host} is not valid yet.',
    hint: `It is good from {from}. ${CLOCK} Otherwise only the service can help. Nothing was sent.`,
    retry: 'now',
  },
  'network.wrong-host-name': {
    title: 'Somebody else answers for {host}.',
    hint: 'The certificate is for {names}. A sign-in page of the network or a wrong address may be the cause. Nothing was sent.',
    retry: 'now',
  },
  'network.tls': {
    title: 'No connection to {host} can be trusted.',
    hint: 'It was refused with {reason}. The other side may be too old (TLS 1.2 is the least), or something stands in between. Nothing was sent.',
    retry: 'now',
  },
  'network.authority-file': {
    title: 'The file of authorities {name} cannot be used.',
    hint: '{reason}. Choose another file, or none, in the settings of the network, or in COUNTERMARK_CA_FILE on the command line. Nothing was sent.',
    retry: 'now',
  },
  'network.proxy-unreachable': {
    title: 'The proxy {proxy} cannot be reached.',
    hint: 'Check the connection and the proxy of this machine, then go on.',
    retry: 'now',
  },
  'network.proxy-unsupported': {
    title: 'Countermark cannot use the proxy {proxy}.',
    hint: 'It speaks with proxies over http and https. Name such a one, or none, then go on.',
    retry: 'now',
  },
  'network.proxy-wants-credentials': {
    title: 'The proxy {proxy} asks for a name and a password.',
    hint: 'Put them into the address of the proxy, as in http://name:password@host:port: in the settings of the network, or in HTTPS_PROXY on the command line. Then go on.',
    retry: 'now',
  },
  'network.proxy-credentials': {
    title: 'The proxy {proxy} does not accept the name and the password.',
    hint: 'Correct them in the address of the proxy. Signs like @ and : are written as %40 and %3A there.',
    retry: 'now',
  },
  'network.proxy-refused': {
    title: 'The proxy {proxy} does not let {host} through.',
    hint: 'It answered with status {status}. Whoever runs the proxy can allow the host.',
    retry: 'now',
  },
  'network.captive-portal': {
    title: 'A page of the network answers instead of {host}.',
    hint: '{sign}. Networks of hotels and trains do so until somebody signs in: open any page in a browser, sign in to the network, then go on. Else the address may have moved.',
    retry: 'now',
  },
  'network.redirected': {
    title: '{host} sends us elsewhere.',
    hint: 'It points to {to}, and no redirect is followed. The address of the service may have changed: refresh the instance.',
    retry: 'now',
  },
  'network.rate-limited': {
    title: '{host} has had too many requests.',
    hint: 'It asks to wait {wait}. Then go on: what was done already is not done twice.',
    retry: 'now',
  },
  'network.clock-off': {
    title: 'The clock of this machine is {by}.',
    hint: 'So says the clock of {host}, and with a wrong time neither sign-ins nor certificates can be used ({reason}). Set the clock right, then go on.',
    retry: 'now',
  },
} satisfies Record<string, FaultWords>
