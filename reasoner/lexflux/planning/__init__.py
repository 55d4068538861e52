"""What has to be done so that transfers may go: steps in their order, joined over legs and regimes."""
