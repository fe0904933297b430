"""Reads of visits and of adoptions: both facilities, their regional offices and the nation."""
