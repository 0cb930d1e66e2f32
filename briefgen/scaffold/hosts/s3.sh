# deploy.sh
#!/usr/bin/env bash
# Sends dist/ to a bucket: what has a hash in its name first, so that no page is seen before what it shows; deletions after all of it.
#     BUCKET=my-desk bash deploy.sh
set -euo pipefail
: "${BUCKET:?say which bucket:  BUCKET=my-desk bash deploy.sh}"
briefgen build
aws s3 sync dist/ "s3://$BUCKET/" --exclude '*' --include 'assets/*.css' --include 'assets/*.js' --include 'assets/*.woff2' \
  --cache-control 'public, max-age=31536000, immutable'
aws s3 sync dist/ "s3://$BUCKET/" --cache-control 'public, max-age=0, must-revalidate'
aws s3 sync dist/ "s3://$BUCKET/" --delete
