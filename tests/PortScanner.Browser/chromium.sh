#!/bin/sh
# Debian's Chromium inside the network namespace that LAB_NAMESPACE names.
exec nsenter --net="/run/netns/$LAB_NAMESPACE" /usr/bin/chromium "$@"
